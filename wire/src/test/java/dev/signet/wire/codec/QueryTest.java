// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signet.wire.generated.sts.GetCallerIdentityRequest;
import dev.signet.wire.generated.sts.GetCallerIdentityResponse;
import dev.signet.wire.generated.sts.Sts;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Action=GetCallerIdentity&Version=2011-06-15",
        "Version=2011%2D06-15&More=a+b&Action=GetCallerIdentity"
      })
  void aFormNamesTheOperation(String form) {
    assertThat(route(form))
        .isEqualTo(new Route.Matched(Protocol.QUERY, Sts.GET_CALLER_IDENTITY, Map.of()));
    assertThat(
            Sts.GET_CALLER_IDENTITY.decodeInput(
                Protocol.QUERY, Map.of(), null, form.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new GetCallerIdentityRequest());
  }

  @Test
  void anotherActionOrVersionIsUnknown() {
    assertThat(route("Action=AssumeRole&Version=2011-06-15"))
        .isEqualTo(new Route.UnknownOperation(Protocol.QUERY, Sts.SERVICE, "AssumeRole"));
    assertThat(route("Action=GetCallerIdentity&Version=2012-06-15"))
        .isInstanceOf(Route.UnknownOperation.class);
    assertThat(route("Action=GetCallerIdentity")).isInstanceOf(Route.UnknownOperation.class);
    assertThat(route("")).isEqualTo(new Route.NoRoute(Protocol.QUERY));
  }

  @Test
  void aFormThatCannotBeReadIsACleanProblem() {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> route("Action=GetCallerIdentity&Action=AssumeRole"));
    assertThatExceptionOfType(Problem.class).isThrownBy(() -> route("Action=%"));
  }

  @Test
  void anAnswerIsTheXmlThatClientsKnow() {
    GetCallerIdentityResponse answer =
        GetCallerIdentityResponse.of()
            .withAccount("000000000000")
            .withArn("arn:aws:iam::000000000000:user/admin")
            .withUserId("A<&>\u0001\n");
    assertThat(
            new String(
                Query.encode(Sts.GET_CALLER_IDENTITY, answer, "id-1"), StandardCharsets.UTF_8))
        .isEqualTo(
            "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
                + "<UserId>A&lt;&amp;&gt;\uFFFD&#10;</UserId><Account>000000000000</Account>"
                + "<Arn>arn:aws:iam::000000000000:user/admin</Arn></GetCallerIdentityResult>"
                + "<ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></GetCallerIdentityResponse>");
  }

  @Test
  void anErrorIsTheXmlThatClientsKnow() {
    assertThat(
            new String(
                Query.encodeError(Sts.SERVICE, "SignatureDoesNotMatch", "no", true, "id-2"),
                StandardCharsets.UTF_8))
        .isEqualTo(
            "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
                + "<Code>SignatureDoesNotMatch</Code><Message>no</Message></Error><RequestId>id-2</RequestId></ErrorResponse>");
  }

  private static Route route(String form) {
    return Query.route(Sts.SERVICE, form.getBytes(StandardCharsets.UTF_8));
  }
}
