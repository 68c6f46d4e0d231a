// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.agent.AgentRefused;
import dev.signet.agent.Fetching;
import dev.signet.agent.Installation.Origin;
import dev.signet.agent.KeyedChain;
import dev.signet.cli.ApiClient;
import dev.signet.cli.CommandRefused;
import dev.signet.kernel.Entropy;
import dev.signet.pki.PkiException;
import dev.signet.pki.codec.DecryptedKey;
import dev.signet.pki.codec.Pkcs8;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.codec.Problem;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.ExportCertificateRequest;
import dev.signet.wire.generated.acm.ExportCertificateResponse;
import dev.signet.wire.generated.secretsmanager.GetSecretValueRequest;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fetches from a server: by ExportCertificate, or by GetSecretValue. */
final class ServerFetching implements Fetching {
  private static final int PASSPHRASE_OCTETS = 32; // 44 characters of base64

  private final Supplier<ApiClient> clients;
  private final InstantSource clock;
  private final Entropy entropy;

  /**
   * Fetching from one server.
   *
   * @param clients makes a client for each time: keys and profiles are replaced while an agent runs
   */
  ServerFetching(Supplier<ApiClient> clients, InstantSource clock, Entropy entropy) {
    this.clients = clients;
    this.clock = clock;
    this.entropy = entropy;
  }

  @Override
  public KeyedChain fetch(Origin origin) {
    try (ApiClient client = clients.get()) {
      return switch (origin.kind()) {
        case MANAGED -> exported(client, origin);
        case SECRET -> kept(client, origin);
      };
    } catch (CommandRefused e) {
      throw e.isPassing()
          ? AgentRefused.passing(String.valueOf(e.getMessage()))
          : new AgentRefused(String.valueOf(e.getMessage()));
    } catch (Problem e) {
      throw new AgentRefused("the answer is not understood: expected one of a Signet server");
    }
  }

  private KeyedChain exported(ApiClient client, Origin origin) {
    byte[] passphrase = Base64.getEncoder().encode(entropy.bytes(PASSPHRASE_OCTETS));
    ExportCertificateResponse answer =
        client.callIn(
            origin.region(),
            Acm.EXPORT_CERTIFICATE,
            new ExportCertificateRequest(origin.toString(), Blob.of(passphrase)));
    return KeyedChain.checked(
        present(origin, "Certificate", answer.certificate()),
        Optional.ofNullable(answer.certificateChain()),
        open(present(origin, "PrivateKey", answer.privateKey()), passphrase),
        clock.instant());
  }

  /** The key as PKCS #8 in PEM, unencrypted: a secret. */
  private static String open(String pem, byte[] passphrase) {
    byte[] open = {};
    try {
      open =
          DecryptedKey.pkcs8(
              pem.getBytes(StandardCharsets.US_ASCII),
              new String(passphrase, StandardCharsets.US_ASCII).toCharArray());
      return Pkcs8.pem(open);
    } catch (PkiException e) {
      throw new AgentRefused("the key that was exported does not open: " + e.getMessage());
    } finally {
      Arrays.fill(open, (byte) 0);
      Arrays.fill(passphrase, (byte) 0);
    }
  }

  private KeyedChain kept(ApiClient client, Origin origin) {
    JsonNode secret = object(origin, secretText(client, origin.region(), origin.toString()));
    return KeyedChain.checked(
        present(origin, "CERTIFICATE_PEM", secret.path("CERTIFICATE_PEM").textValue()),
        Optional.ofNullable(secret.path("CERTIFICATE_CHAIN_PEM").textValue()),
        present(origin, "PRIVATE_KEY_PEM", secret.path("PRIVATE_KEY_PEM").textValue()),
        clock.instant());
  }

  /** The current text of a secret. */
  static String secretText(ApiClient client, String region, String arn) {
    String text =
        client
            .callIn(region, SecretsManager.GET_SECRET_VALUE, GetSecretValueRequest.of(arn))
            .secretString();
    if (text == null) {
      throw new CommandRefused(arn + " holds octets: expected a text");
    }
    return text;
  }

  private static JsonNode object(Origin origin, String text) {
    try {
      JsonNode read = new ObjectMapper().readTree(text);
      if (read.isObject()) {
        return read;
      }
    } catch (IOException e) {
      // what stands there is a secret: nothing of it is told
    }
    throw new AgentRefused(
        origin + " is no JSON object: expected what the rotation of certificates writes");
  }

  private static String present(Origin origin, String name, @Nullable String value) {
    if (value == null) {
      throw new AgentRefused(origin + " has no " + name + ": expected a certificate with its key");
    }
    return value;
  }
}
