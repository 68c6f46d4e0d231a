// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.CannedAcl;
import dev.signet.bucket.S3Answer;
import dev.signet.bucket.S3Request;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Refusal;
import java.util.function.Consumer;

/** Access control lists: set by their names, shown as the grants that they stand for. */
final class AclAnswers {
  private static final String EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers";

  private AclAnswers() {}

  static S3Answer of(AccountId owner, CannedAcl acl) {
    return S3Answer.xml(
        200,
        S3Xml.document(
            "AccessControlPolicy",
            xml -> {
              ObjectAnswers.owner(xml, "Owner", owner);
              xml.element(
                  "AccessControlList",
                  list -> {
                    grant(
                        list,
                        "FULL_CONTROL",
                        one ->
                            one.grantee(
                                "CanonicalUser",
                                id -> id.element("ID", ObjectAnswers.canonicalId(owner))));
                    if (acl.isPublic()) {
                      grant(
                          list,
                          "READ",
                          one -> one.grantee("Group", uri -> uri.element("URI", EVERYBODY)));
                    }
                  });
            }));
  }

  private static void grant(S3Xml list, String permission, Consumer<S3Xml> grantee) {
    list.element(
        "Grant",
        grant -> {
          grantee.accept(grant);
          grant.element("Permission", permission);
        });
  }

  /** The list that a request sets, which it has to name. */
  static CannedAcl asked(S3Request request) {
    if (request.header("x-amz-acl").isEmpty()) {
      throw Refusal.notImplemented(
          "an access control list of single grants is not implemented, expected x-amz-acl");
    }
    return ObjectInputs.acl(request);
  }
}
