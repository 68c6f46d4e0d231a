// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

/** How the names of a public certificate are proven, by the API's names. */
public enum ValidationMethod {
  /** By a record in DNS. */
  DNS,
  /** By a mail to who keeps the domain; nobody sends any here. */
  EMAIL,
  /** By a page on the web, where CloudFront serves it; nobody looks for it here. */
  HTTP
}
