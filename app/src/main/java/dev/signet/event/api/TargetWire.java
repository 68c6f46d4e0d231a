// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.api;

import dev.signet.event.RuleTarget;
import dev.signet.event.TargetInput;
import dev.signet.kernel.Refusal;
import dev.signet.wire.generated.events.InputTransformer;
import dev.signet.wire.generated.events.RetryPolicy;
import dev.signet.wire.generated.events.Target;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A target as the API says it. */
final class TargetWire {
  private TargetWire() {}

  static RuleTarget read(Target target) {
    requireNone("KinesisParameters", target.kinesisParameters());
    requireNone("RunCommandParameters", target.runCommandParameters());
    requireNone("EcsParameters", target.ecsParameters());
    requireNone("BatchParameters", target.batchParameters());
    requireNone("SqsParameters", target.sqsParameters());
    requireNone("HttpParameters", target.httpParameters());
    requireNone("RedshiftDataParameters", target.redshiftDataParameters());
    requireNone("SageMakerPipelineParameters", target.sageMakerPipelineParameters());
    requireNone("AppSyncParameters", target.appSyncParameters());
    requireNone("DeadLetterConfig", target.deadLetterConfig());
    return new RuleTarget(
        target.id(),
        target.arn(),
        Optional.ofNullable(target.roleArn()),
        input(target),
        retries(target.retryPolicy()));
  }

  private static void requireNone(String member, @Nullable Object given) {
    if (given != null) {
      throw Refusal.invalid(member + " is not built yet: expected a target without it");
    }
  }

  private static TargetInput input(Target target) {
    long given =
        Stream.of(
                Optional.ofNullable(target.input()),
                Optional.ofNullable(target.inputPath()),
                Optional.ofNullable(target.inputTransformer()))
            .filter(Optional::isPresent)
            .count();
    if (given > 1) {
      throw Refusal.invalid(
          "Only one of Input, InputPath, or InputTransformer must be provided for target "
              + target.id()
              + ".");
    }
    if (target.input() != null) {
      return new TargetInput.Constant(target.input());
    }
    if (target.inputPath() != null) {
      return TargetInput.part(target.inputPath());
    }
    InputTransformer transformer = target.inputTransformer();
    if (transformer == null) {
      return new TargetInput.Whole();
    }
    Map<String, String> paths = transformer.inputPathsMap();
    return TargetInput.template(paths == null ? Map.of() : paths, transformer.inputTemplate());
  }

  private static RuleTarget.Retries retries(@Nullable RetryPolicy policy) {
    RuleTarget.Retries usual = RuleTarget.Retries.USUAL;
    if (policy == null) {
      return usual;
    }
    Integer most = policy.maximumRetryAttempts();
    Integer seconds = policy.maximumEventAgeInSeconds();
    return new RuleTarget.Retries(
        most == null ? usual.most() : most,
        seconds == null ? usual.age() : Duration.ofSeconds(seconds));
  }

  static Target shown(RuleTarget target) {
    Target shown = Target.of(target.id(), target.arn()).withRoleArn(target.role().orElse(null));
    RuleTarget.Retries retries = target.retries();
    if (!retries.equals(RuleTarget.Retries.USUAL)) {
      shown =
          shown.withRetryPolicy(
              RetryPolicy.of()
                  .withMaximumRetryAttempts(retries.most())
                  .withMaximumEventAgeInSeconds(Math.toIntExact(retries.age().toSeconds())));
    }
    return switch (target.input()) {
      case TargetInput.Whole _ -> shown;
      case TargetInput.Constant constant -> shown.withInput(constant.json());
      case TargetInput.Part part -> shown.withInputPath(part.path().text());
      case TargetInput.Template template ->
          shown.withInputTransformer(
              InputTransformer.of(template.text()).withInputPathsMap(template.pathTexts()));
    };
  }
}
