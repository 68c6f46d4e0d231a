// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.api;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.grant.Policies;
import dev.signet.kernel.Caller;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Empty;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.DeletePolicyRequest;
import dev.signet.wire.generated.acmpca.GetPolicyRequest;
import dev.signet.wire.generated.acmpca.GetPolicyResponse;
import dev.signet.wire.generated.acmpca.PutPolicyRequest;

/** The acm-pca operations for policies. */
final class AcmPcaPoliciesApi {
  private final Policies policies;

  private AcmPcaPoliciesApi(Policies policies) {
    this.policies = policies;
  }

  static Bindings<Caller> bindings(Policies policies) {
    AcmPcaPoliciesApi api = new AcmPcaPoliciesApi(policies);
    return Bindings.<Caller>none()
        .on(AcmPca.PUT_POLICY, api::put)
        .on(AcmPca.GET_POLICY, api::get)
        .on(AcmPca.DELETE_POLICY, api::delete);
  }

  private Empty put(Caller caller, PutPolicyRequest request) {
    policies.put(caller, AuthorityArn.of(request.resourceArn()), request.policy());
    return Empty.VALUE;
  }

  private GetPolicyResponse get(Caller caller, GetPolicyRequest request) {
    return GetPolicyResponse.of()
        .withPolicy(policies.get(caller, AuthorityArn.of(request.resourceArn())));
  }

  private Empty delete(Caller caller, DeletePolicyRequest request) {
    policies.delete(caller, AuthorityArn.of(request.resourceArn()));
    return Empty.VALUE;
  }
}
