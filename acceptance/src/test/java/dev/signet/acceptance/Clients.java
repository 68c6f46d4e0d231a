// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.acceptance;

import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acmpca.AcmPcaClient;
import software.amazon.awssdk.services.appmesh.AppMeshClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Stock clients of one server, in one Region, as one caller. */
record Clients(URI endpoint, AwsCredentialsProvider caller, Region region) {

  /** Clients with the key and the address of the profile {@code signet}. */
  static Clients of(Path credentials, String region) {
    ProfileFile file = profiles(credentials);
    return new Clients(
        URI.create(file.profile("signet").orElseThrow().property("endpoint_url").orElseThrow()),
        ProfileCredentialsProvider.builder().profileFile(file).profileName("signet").build(),
        Region.of(region));
  }

  static ProfileFile profiles(Path credentials) {
    return ProfileFile.builder().content(credentials).type(ProfileFile.Type.CREDENTIALS).build();
  }

  /** The same, signed by another key. */
  Clients as(AwsCredentialsProvider other) {
    return new Clients(endpoint, other, region);
  }

  StsClient identity() {
    return client(StsClient.builder());
  }

  AcmPcaClient privateCa() {
    return client(AcmPcaClient.builder());
  }

  AcmClient certificates() {
    return client(AcmClient.builder());
  }

  AppMeshClient mesh() {
    return client(AppMeshClient.builder());
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(endpoint)
        .credentialsProvider(caller)
        .region(region)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
