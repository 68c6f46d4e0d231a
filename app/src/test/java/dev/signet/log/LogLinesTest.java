// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** What reaches the log of what is said, and in which form. */
final class LogLinesTest {
  private static final String NETTY = "io.netty.channel.DefaultChannelPipeline";
  private static final String ARMERIA = "com.linecorp.armeria.server.HttpServerHandler";
  private static final String OWN = "dev.signet.proxy.ads.AdsLoop";

  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final LogLines lines = new LogLines();

  private LogLinesTest() {
    PatternLayoutEncoder text = new PatternLayoutEncoder();
    text.setPattern("%level %msg%n");
    start(text);
  }

  private void start(Encoder<ILoggingEvent> encoder) {
    encoder.setContext(context);
    encoder.start();
    lines.setContext(context);
    lines.setEncoder(encoder);
    lines.start();
    lines.setOutputStream(written);
  }

  private void say(
      String logger, Level level, @Nullable Throwable thrown, long at, KeyValuePair... named) {
    Logger source = context.getLogger(logger);
    LoggingEvent event = new LoggingEvent("", source, level, "it {}", thrown, new Object[] {"is"});
    LoggingEvent timed = new LoggingEvent();
    timed.setLoggerName(logger);
    timed.setLevel(level);
    timed.setMessage("it {}");
    timed.setArgumentArray(new Object[] {"is"});
    timed.setTimeStamp(at);
    timed.setThreadName("main");
    timed.setMDCPropertyMap(Map.of());
    timed.setKeyValuePairs(List.of(named));
    if (thrown != null) {
      timed.setThrowableProxy(
          (ch.qos.logback.classic.spi.ThrowableProxy) event.getThrowableProxy());
    }
    lines.doAppend(timed);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLoggerOfTheNetworkWritesOneLineInTenSecondsAndTellsHowManyItLeftOut() {
    for (String logger : List.of(NETTY, ARMERIA)) {
      for (int i = 0; i < 1000; i++) {
        say(logger, Level.WARN, null, 100 + i);
      }
    }
    assertThat(text()).isEqualTo("WARN it is\nWARN it is\n");
    written.reset();
    say(NETTY, Level.WARN, null, 10_101);
    assertThat(text()).isEqualTo("WARN it is (and 999 more lines like it, which are left out)\n");
  }

  @Test
  void itsTracesAreToldFromErrorOnAndTheirFirstLineBelow() {
    say(NETTY, Level.WARN, new IllegalStateException("overflow"), 1);
    assertThat(text()).isEqualTo("WARN it is java.lang.IllegalStateException: overflow\n");
    written.reset();
    say(ARMERIA, Level.ERROR, new IllegalStateException("overflow"), 1);
    assertThat(text()).contains("\tat " + LogLinesTest.class.getName());
  }

  @Test
  void anyOtherLoggerHasManyMoreLinesAndChangesHaveAllOfThem() {
    for (int i = 0; i < 1000; i++) {
      say(OWN, Level.WARN, null, 100);
    }
    assertThat(text().lines()).hasSize(LogLimits.OF_OTHERS);
    written.reset();
    for (int i = 0; i < 1000; i++) {
      say(LogLines.CHANGES, Level.INFO, null, 100);
    }
    assertThat(text().lines()).hasSize(1000);
  }

  @Test
  void aClockThatIsSetBackSilencesNobody() {
    say(NETTY, Level.WARN, null, 1_000_000);
    say(NETTY, Level.WARN, null, 10);
    assertThat(text().lines()).hasSize(2);
  }

  /** Of the configuration that the program has. */
  @Test
  void whatOthersHideInALineStandsThereAsItsNumber() throws Exception {
    context.setMDCAdapter(new LogbackMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogLines.class.getResource("/logback.xml"));
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    ((LogLines) root.getAppender("STDERR")).setOutputStream(written);
    root.error("a\u0085b\u202ec\u2028d\r\ne", new IllegalStateException("f\u009bg"));
    assertThat(text())
        .contains("a\\u0085b\\u202ec\\u2028d e\n", "IllegalStateException: f\\u009bg\n\tat ")
        .doesNotContainPattern("[\u0080-\u009f\u2028\u202e\r]");
    written.reset();
    start(new JsonLines());
    KeyValuePair actor = new KeyValuePair("actor", "a\u0085b\u202ec\u2028d");
    say(LogLines.CHANGES, Level.INFO, null, 1_000, actor);
    assertThat(text()).contains("a\\u0085b\\u202ec\\u2028d");
    assertThat(new ObjectMapper().readTree(text()).path("actor").asText())
        .isEqualTo("a\u0085b\u202ec\u2028d");
  }

  @Test
  void asJsonEachLineIsAnObjectWithWhatTheEventNames() throws Exception {
    start(new JsonLines());
    KeyValuePair actor = new KeyValuePair("actor", "somebody\n\"else\"");
    say(LogLines.CHANGES, Level.INFO, new IllegalStateException("why"), 1_000, actor);
    JsonNode line = new ObjectMapper().readTree(text().lines().findFirst().orElseThrow());
    assertThat(text().lines()).hasSize(1);
    assertThat(line.path("at").asText()).isEqualTo("1970-01-01T00:00:01Z");
    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.path("message").asText()).isEqualTo("it is");
    assertThat(line.path("actor").asText()).isEqualTo("somebody\n\"else\"");
    assertThat(line.path("trace").asText()).contains("IllegalStateException: why");
  }
}
