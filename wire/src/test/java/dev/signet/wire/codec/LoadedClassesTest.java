// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.wire.generated.Services;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.DescribeMeshInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Most operations of the models are never called: their classes stay where they are. */
class LoadedClassesTest {
  private static final String GENERATED = "dev.signet.wire.generated.";

  @Test
  void routingToAllOperationsLoadsNoneOfTheirTypes() throws Exception {
    Recording loader = new Recording();
    loader.run(RoutesToAll.class);
    assertThat(loader.generated())
        .isNotEmpty()
        .allMatch(name -> name.equals("Services") || isServiceOrItsTable(name));
  }

  /** The control: what is used is loaded, so the recording sees. */
  @Test
  void usingAnOperationLoadsItsOwnTypesOnly() throws Exception {
    Recording loader = new Recording();
    loader.run(DescribesMesh.class);
    assertThat(loader.generated())
        .contains("appmesh.DescribeMeshInput", "appmesh.DescribeMeshInputShape", "appmesh.Shapes")
        .allMatch(name ->
            isServiceOrItsTable(name)
                || name.equals("appmesh.Shapes")
                || name.startsWith("appmesh.DescribeMeshInput")
                || isImplementedBy(DescribeMeshInput.class, name));
  }

  @Test
  void readingADeepRequestLoadsNoTypeThatItDoesNotName() throws Exception {
    Recording loader = new Recording();
    loader.run(CreatesAuthority.class);
    assertThat(loader.generated())
        .contains("acmpca.CreateCertificateAuthorityRequest", "acmpca.RevocationConfiguration")
        .doesNotContain(
            "acmpca.IssueCertificateRequest", "acmpca.Permission", "acmpca.CustomAttribute");
  }

  /** What a server does when it starts. */
  public static final class RoutesToAll implements Runnable {
    @Override
    public void run() {
      Router router = new Router(Services.all());
      assertThatIsRoute(
          router.route(new Router.Request("GET", "/v20190125/meshes/m", null, null, null)));
      assertThatIsRoute(
          router.route(new Router.Request("POST", "/", "ACMPrivateCA.ListTags", null, null)));
      for (ServiceModel service : Services.all()) {
        for (Operation<?, ?> operation : service.operations()) {
          Bindings.<String>none().on(operation, (context, input) -> null);
          String line = operation + operation.method() + operation.uriTemplate();
          if (line.isEmpty()
              || operation.errors().contains(null)
              || operation.successStatus() < 1) {
            throw new IllegalStateException(line);
          }
        }
      }
    }

    private static void assertThatIsRoute(Route route) {
      if (!(route instanceof Route.Matched)) {
        throw new IllegalStateException(route.toString());
      }
    }
  }

  /** Uses one operation. */
  public static final class DescribesMesh implements Runnable {
    @Override
    public void run() {
      AppMesh.DESCRIBE_MESH.decodeInput(
          Protocol.REST_JSON, Map.of("meshName", "m"), null, new byte[0]);
    }
  }

  /** Uses an operation with nested structures. */
  public static final class CreatesAuthority implements Runnable {
    @Override
    public void run() {
      String body =
          """
          {"CertificateAuthorityType": "ROOT", "RevocationConfiguration": {},
           "CertificateAuthorityConfiguration": {"KeyAlgorithm": "EC_prime256v1",
             "SigningAlgorithm": "SHA256WITHECDSA", "Subject": {"CommonName": "c"}}}
          """;
      AcmPca.CREATE_CERTIFICATE_AUTHORITY.decodeInput(
          Protocol.JSON_1_1, Map.of(), null, body.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The classes that hold the facts of a service. */
  private static boolean isServiceOrItsTable(String name) {
    Set<String> holders = new HashSet<>();
    for (ServiceModel service : Services.all()) {
      String holder = service.table().getClass().getName();
      holders.add(holder.substring(GENERATED.length()));
      holders.add(holder.substring(GENERATED.length(), holder.lastIndexOf('$')));
    }
    return holders.contains(name);
  }

  private static boolean isImplementedBy(Class<?> type, String name) {
    return Stream.of(type.getInterfaces()).anyMatch(each -> each.getName().endsWith("." + name));
  }

  /** Loads the product's classes once more and remembers which. */
  private static final class Recording extends ClassLoader {
    private final Set<String> loaded = new TreeSet<>();

    Recording() {
      super(LoadedClassesTest.class.getClassLoader());
    }

    void run(Class<? extends Runnable> code) throws ReflectiveOperationException {
      Class<?> copy = Class.forName(code.getName(), true, this);
      assertThat(copy).isNotSameAs(code);
      ((Runnable) copy.getConstructor().newInstance()).run();
    }

    Set<String> generated() {
      Set<String> names = new TreeSet<>();
      for (String name : loaded) {
        if (name.startsWith(GENERATED)) {
          names.add(name.substring(GENERATED.length()));
        }
      }
      return names;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("dev.signet.wire.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> found = findLoadedClass(name);
        return found == null ? define(name) : found;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        loaded.add(name);
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
