// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.signet.key.SecretAccess;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms. Each is seen to fail in {@link ArchitectureProvokedTest}. */
final class ArchitectureTest {
  @SuppressWarnings("NullAway.Init")
  private static JavaClasses product;

  @BeforeAll
  static void read() {
    product =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.signet");
  }

  static final ArchRule NO_CYCLES = slices().matching("dev.signet.(*)..").should().beFreeOfCycles();

  static final ArchRule GROUND_KNOWS_NO_FEATURE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.signet.ground..",
              "dev.signet.kernel..",
              "dev.signet.meter..",
              "dev.signet.store..",
              "dev.signet.ledger..",
              "dev.signet.key..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.signet.authority..",
              "dev.signet.bucket..",
              "dev.signet.certificate..",
              "dev.signet.secret..",
              "dev.signet.event..",
              "dev.signet.mesh..",
              "dev.signet.proxy..",
              "dev.signet.access..",
              "dev.signet.agent..",
              "dev.signet.api..",
              "dev.signet.console..",
              "dev.signet.cli..");

  static final ArchRule AUTHORITY_KNOWS_NO_OTHER_FEATURE =
      noClasses()
          .that()
          .resideInAPackage("dev.signet.authority..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.signet.bucket..",
              "dev.signet.certificate..",
              "dev.signet.secret..",
              "dev.signet.event..",
              "dev.signet.mesh..",
              "dev.signet.proxy..");

  static final ArchRule BUCKET_AND_EVENT_KNOW_NO_OTHER_FEATURE =
      noClasses()
          .that()
          .resideInAnyPackage("dev.signet.bucket..", "dev.signet.event..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.signet.authority..",
              "dev.signet.certificate..",
              "dev.signet.secret..",
              "dev.signet.mesh..",
              "dev.signet.proxy..");

  static final ArchRule CERTIFICATE_KNOWS_ONLY_AUTHORITY =
      noClasses()
          .that()
          .resideInAPackage("dev.signet.certificate..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.signet.secret..", "dev.signet.mesh..", "dev.signet.proxy..");

  static final ArchRule SECRET_KNOWS_ONLY_WHO_ISSUES =
      noClasses()
          .that()
          .resideInAPackage("dev.signet.secret..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.signet.bucket..", "dev.signet.mesh..", "dev.signet.proxy..");

  static final ArchRule MESH_KNOWS_NO_PROXY =
      noClasses()
          .that()
          .resideInAPackage("dev.signet.mesh..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.signet.secret..", "dev.signet.proxy..");

  static final ArchRule FEATURES_DO_NOT_KNOW_THE_FRONT =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.signet.authority..",
              "dev.signet.bucket..",
              "dev.signet.certificate..",
              "dev.signet.secret..",
              "dev.signet.event..",
              "dev.signet.mesh..",
              "dev.signet.proxy..",
              "dev.signet.access..",
              "dev.signet.agent..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.signet.api..", "dev.signet.console..", "dev.signet.cli..");

  /** It runs on hosts, beside no server. */
  static final ArchRule AGENT_KNOWS_NO_SERVER = Rooms.knowsOnly("agent", "kernel", "pki");

  static final ArchRule SQL_ONLY_IN_TABLES_AND_STORE =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.signet.store..", "dev.signet.ledger..")
          .and()
          .haveSimpleNameNotEndingWith("Tables")
          .and(outsideOf("Tables$"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..");

  static final ArchRule WIRE_ONLY_AT_THE_EDGES =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.signet.authority..",
              "dev.signet.bucket..",
              "dev.signet.certificate..",
              "dev.signet.secret..",
              "dev.signet.event..",
              "dev.signet.access..",
              "dev.signet.kernel..",
              "dev.signet.meter..",
              "dev.signet.store..",
              "dev.signet.ledger..",
              "dev.signet.key..")
          .and()
          .haveSimpleNameNotEndingWith("Api")
          .and(outsideOf("Api$"))
          .and()
          .haveSimpleNameNotEndingWith("Wire") // the shapes of an …Api, in a file of their own
          .and(outsideOf("Wire$"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.signet.wire..");

  static final ArchRule DOMAIN_SEES_NO_SERVER =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.signet.authority..",
              "dev.signet.bucket..",
              "dev.signet.certificate..",
              "dev.signet.secret..",
              "dev.signet.event..",
              "dev.signet.mesh..",
              "dev.signet.access..",
              "dev.signet.kernel..",
              "dev.signet.meter..",
              "dev.signet.store..",
              "dev.signet.ledger..",
              "dev.signet.key..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.linecorp.armeria..", "io.grpc..", "io.netty..");

  static final ArchRule PKI_IS_PURE =
      noClasses()
          .that()
          .resideInAPackage("dev.signet.pki..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net.http..", "java.sql..");

  /**
   * A room's door is its top package: what is in its wings is its own. The values of the mesh are
   * what proxies are told about, so the room above it speaks them too.
   */
  static final ArchRule ROOMS_ARE_ENTERED_BY_THEIR_DOORS =
      classes()
          .that()
          .resideInAPackage("dev.signet..")
          .should(
              new ArchCondition<>("see no wing of another room") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    if (isWing(type, dependency.getTargetClass())) {
                      events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                  }
                }
              });

  private static boolean isWing(JavaClass from, JavaClass to) {
    Optional<String> room = Rooms.room(to);
    String open = "dev.signet." + room.orElse("");
    return room.isPresent()
        && !LIBRARIES.contains(room.get())
        && !to.getPackageName().equals(open)
        && !room.equals(Rooms.room(from))
        && !(room.get().equals("mesh") && SHOWN_WINGS.contains(to.getPackageName()));
  }

  private static final Set<String> LIBRARIES = Set.of("pki", "wire");
  private static final Set<String> SHOWN_WINGS =
      Set.of("dev.signet.mesh.view", "dev.signet.mesh.resource");

  /** A stream knows what it is fed, and nothing of where that comes from. */
  static final ArchRule STREAMS_KNOW_NO_MESH =
      noClasses()
          .that()
          .resideInAPackage("dev.signet.proxy.stream..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.signet.mesh..",
              "dev.signet.proxy.envoy..",
              "dev.signet.proxy.delivery..",
              "dev.signet.proxy.identity..",
              "dev.signet.proxy.ads..");

  /** A translation is pure: it knows no proxy that is there, and nothing of how it is told. */
  static final ArchRule TRANSLATION_KNOWS_NO_DELIVERY =
      noClasses()
          .that()
          .resideInAPackage("dev.signet.proxy.envoy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.signet.proxy.delivery..",
              "dev.signet.proxy.identity..",
              "dev.signet.proxy.status..",
              "dev.signet.proxy.ads..");

  static final ArchRule NO_HIDDEN_CLOCK =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.signet")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethodWhere(target(name("sleep")).and(target(owner(type(Thread.class)))))
          .orShould()
          .callConstructor(SecureRandom.class)
          .orShould()
          .callMethod(Executors.class, "newScheduledThreadPool", int.class)
          .orShould()
          .callMethod(Executors.class, "newSingleThreadScheduledExecutor")
          .orShould()
          .callConstructor(Timer.class)
          .orShould()
          .callMethod(CompletableFuture.class, "delayedExecutor", long.class, TimeUnit.class);

  static final ArchRule SIGNET_NEVER_NAMES_CLI =
      classes()
          .that()
          .resideInAPackage("dev.signet.cli..")
          .should()
          .onlyBeAccessed()
          .byAnyPackage("dev.signet.cli..");

  /** The call sites that may read secret bytes; one more is a decision, not an accident. */
  static final ArchRule SECRETS_ARE_READ_IN_LISTED_PLACES =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.signet.access.AccessKeys")
          .and()
          .doNotHaveFullyQualifiedName("dev.signet.certificate.Exports")
          .and()
          .doNotHaveFullyQualifiedName("dev.signet.proxy.delivery.SecretMaterial")
          .and()
          .doNotHaveFullyQualifiedName("dev.signet.secret.SecretValues")
          .and()
          .doNotHaveFullyQualifiedName("dev.signet.secret.certificate.OwnMaterial")
          .and()
          .doNotHaveFullyQualifiedName("dev.signet.trust.ServerIdentity")
          .and()
          .resideOutsideOfPackage("dev.signet.key")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(SecretAccess.class);

  private static DescribedPredicate<JavaClass> outsideOf(String enclosing) {
    return DescribedPredicate.describe(
        "not nested in a *" + enclosing.substring(0, enclosing.length() - 1),
        type -> !type.getName().contains(enclosing));
  }

  @Test
  void packagesHaveNoCycles() {
    NO_CYCLES.check(product);
  }

  @Test
  void theGroundFloorKnowsNoFeature() {
    GROUND_KNOWS_NO_FEATURE.check(product);
  }

  @Test
  void featuresKnowOnlyTheFeaturesBelow() {
    AUTHORITY_KNOWS_NO_OTHER_FEATURE.check(product);
    BUCKET_AND_EVENT_KNOW_NO_OTHER_FEATURE.check(product);
    CERTIFICATE_KNOWS_ONLY_AUTHORITY.check(product);
    SECRET_KNOWS_ONLY_WHO_ISSUES.check(product);
    MESH_KNOWS_NO_PROXY.check(product);
    FEATURES_DO_NOT_KNOW_THE_FRONT.check(product);
    AGENT_KNOWS_NO_SERVER.check(product);
  }

  @Test
  void onlyTablesAndStoreSeeSql() {
    SQL_ONLY_IN_TABLES_AND_STORE.check(product);
  }

  @Test
  void onlyTheEdgesSeeTheWire() {
    WIRE_ONLY_AT_THE_EDGES.check(product);
  }

  @Test
  void domainFilesSeeNoServer() {
    DOMAIN_SEES_NO_SERVER.check(product);
  }

  @Test
  void pkiSeesNoInputOrOutput() {
    PKI_IS_PURE.check(product);
  }

  @Test
  void timeAndChanceComeThroughTheDoor() {
    NO_HIDDEN_CLOCK.check(product);
  }

  @Test
  void roomsAreEnteredByTheirDoors() {
    ROOMS_ARE_ENTERED_BY_THEIR_DOORS.check(product);
  }

  @Test
  void insideOfTheProxyRoomArrowsGoOneWay() {
    STREAMS_KNOW_NO_MESH.check(product);
    TRANSLATION_KNOWS_NO_DELIVERY.check(product);
  }

  @Test
  void secretsAreReadInListedPlacesOnly() {
    SECRETS_ARE_READ_IN_LISTED_PLACES.check(product);
  }

  @Test
  void theCommandLineIsNeverNamed() {
    SIGNET_NEVER_NAMES_CLI.check(product);
  }
}
