// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

/** Object identifiers of certificate extensions (RFC 5280 section 4.2). */
public final class ExtensionOid {
  /** subjectDirectoryAttributes. */
  public static final String SUBJECT_DIRECTORY_ATTRIBUTES = "2.5.29.9";

  /** subjectKeyIdentifier. */
  public static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";

  /** keyUsage. */
  public static final String KEY_USAGE = "2.5.29.15";

  /** subjectAltName. */
  public static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";

  /** issuerAltName. */
  public static final String ISSUER_ALTERNATIVE_NAME = "2.5.29.18";

  /** cRLNumber, of CRLs. */
  public static final String CRL_NUMBER = "2.5.29.20";

  /** reasonCode, of entries of CRLs. */
  public static final String REASON_CODE = "2.5.29.21";

  /** issuingDistributionPoint, of CRLs. */
  public static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";

  /** basicConstraints. */
  public static final String BASIC_CONSTRAINTS = "2.5.29.19";

  /** nameConstraints. */
  public static final String NAME_CONSTRAINTS = "2.5.29.30";

  /** cRLDistributionPoints. */
  public static final String CRL_DISTRIBUTION_POINTS = "2.5.29.31";

  /** certificatePolicies. */
  public static final String CERTIFICATE_POLICIES = "2.5.29.32";

  /** policyMappings. */
  public static final String POLICY_MAPPINGS = "2.5.29.33";

  /** authorityKeyIdentifier. */
  public static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";

  /** policyConstraints. */
  public static final String POLICY_CONSTRAINTS = "2.5.29.36";

  /** extKeyUsage. */
  public static final String EXTENDED_KEY_USAGE = "2.5.29.37";

  /** freshestCRL. */
  public static final String FRESHEST_CRL = "2.5.29.46";

  /** inhibitAnyPolicy. */
  public static final String INHIBIT_ANY_POLICY = "2.5.29.54";

  /** authorityInfoAccess. */
  public static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";

  /** id-pkix-ocsp-nocheck. */
  public static final String OCSP_NO_CHECK = "1.3.6.1.5.5.7.48.1.5";

  /** subjectInfoAccess. */
  public static final String SUBJECT_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.11";

  /** privateKeyUsagePeriod, which RFC 5280 no longer describes. */
  public static final String PRIVATE_KEY_USAGE_PERIOD = "2.5.29.16";

  /** TLS features that a server must have (RFC 7633): OCSP Must-Staple. */
  public static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";

  /** The template of Microsoft's certificate services. */
  public static final String MICROSOFT_TEMPLATE = "1.3.6.1.4.1.311.21.7";

  /** nsCertType, older than extKeyUsage. */
  public static final String NETSCAPE_CERT_TYPE = "2.16.840.1.113730.1.1";

  private ExtensionOid() {}
}
