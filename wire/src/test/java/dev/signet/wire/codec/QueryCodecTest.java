// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the protocol's documentation and published tests, and what lies between them. */
class QueryCodecTest {
  private static final StringShape TEXT = StringShape.any();
  private static final ListShape<String> TEXTS = ListShape.of(TEXT);
  private static final Sample GREETING = Sample.of("Greeting").with("hi", TEXT);
  private static final Instant TIME = Instant.parse("2014-04-29T18:30:38Z");

  private static Map<String, Object> read(Sample shape, String form) {
    return shape
        .operation()
        .decodeInput(Protocol.QUERY, Map.of(), null, form.getBytes(StandardCharsets.UTF_8));
  }

  /** What stands inside the result. */
  private static String write(Sample shape, Map<String, Object> value) {
    String xml = new String(Query.encode(shape.operation(), value, "id"), StandardCharsets.UTF_8);
    String head =
        "<%1$sResponse xmlns=\"https://example.com/\"><%1$sResult>".formatted(shape.name());
    String end =
        "</%1$sResult><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></%1$sResponse>"
            .formatted(shape.name());
    assertThat(xml).startsWith(head).endsWith(end);
    return xml.substring(head.length(), xml.length() - end.length());
  }

  @Test
  void scalarsAreText() {
    Sample shape =
        Sample.of("Scalars")
            .with("Foo", TEXT)
            .with("Empty", TEXT)
            .with("Baz", BooleanShape.any())
            .with("Bam", IntegerShape.of(0, 99))
            .with("Long", LongShape.of(Long.MIN_VALUE, Long.MAX_VALUE))
            .with("Qux", BlobShape.any());
    Map<String, Object> values =
        read(
            shape,
            "Action=Scalars&Version=2020-01-08&Foo=val+1%2B%C3%BC&Empty=&Baz=true&Bam=10"
                + "&Long=-8589934592&Qux=dmFsdWU%3D&More=1");
    assertThat(values)
        .containsExactly(
            Map.entry("Foo", "val 1+ü"),
            Map.entry("Empty", ""),
            Map.entry("Baz", true),
            Map.entry("Bam", 10),
            Map.entry("Long", -8589934592L),
            Map.entry("Qux", Blob.of("value".getBytes(StandardCharsets.UTF_8))));
    assertThat(write(shape, values))
        .isEqualTo(
            "<Foo>val 1+ü</Foo><Empty></Empty><Baz>true</Baz><Bam>10</Bam>"
                + "<Long>-8589934592</Long><Qux>dmFsdWU=</Qux>");
  }

  @Test
  void timesAreIso8601UnlessTheModelSaysOtherwise() {
    Sample shape =
        Sample.of("Times")
            .with("normal", TimestampShape.any())
            .with("dateTime", TimestampShape.any().format(TimestampFormat.ISO_8601))
            .with("epochSeconds", TimestampShape.any().format(TimestampFormat.EPOCH_SECONDS))
            .with("httpDate", TimestampShape.any().format(TimestampFormat.HTTP_DATE));
    Map<String, Object> values =
        read(
            shape,
            "normal=2014-04-29T18%3A30%3A38Z&dateTime=2014-04-29T19%3A30%3A38%2B01%3A00"
                + "&epochSeconds=1398796238&httpDate=Tue%2C+29+Apr+2014+18%3A30%3A38+GMT");
    assertThat(values).hasSize(4).allSatisfy((name, time) -> assertThat(time).isEqualTo(TIME));
    assertThat(write(shape, values))
        .isEqualTo(
            "<normal>2014-04-29T18:30:38Z</normal><dateTime>2014-04-29T18:30:38Z</dateTime>"
                + "<epochSeconds>1398796238</epochSeconds>"
                + "<httpDate>Tue, 29 Apr 2014 18:30:38 GMT</httpDate>");
    assertThat(write(shape, Map.of("normal", TIME.plusMillis(120))))
        .isEqualTo("<normal>2014-04-29T18:30:38.120Z</normal>");
    assertThat(write(shape, Map.of("httpDate", Instant.parse("2000-01-02T20:34:56Z"))))
        .isEqualTo("<httpDate>Sun, 02 Jan 2000 20:34:56 GMT</httpDate>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "epoch=soon",
        "epoch=1e99",
        "epoch=",
        "date=2014-04-29T18:30:38Z",
        "iso=1398796238",
        "iso=+999999999-01-01T00:00:00Z"
      })
  void aTimeInAnotherFormatIsUnreadable(String form) {
    Sample shape =
        Sample.of("Times")
            .with("iso", TimestampShape.any())
            .with("epoch", TimestampShape.any().format(TimestampFormat.EPOCH_SECONDS))
            .with("date", TimestampShape.any().format(TimestampFormat.HTTP_DATE));
    assertUnreadable(shape, form, form.substring(0, form.indexOf('=')));
    assertUnreadable(shape, "epoch=" + "9".repeat(100_000), "epoch");
  }

  @Test
  void listsAreNumbered() {
    Sample shape =
        Sample.of("Lists")
            .with("ListArg", TEXTS)
            .with("ComplexListArg", ListShape.of(GREETING))
            .with("FlattenedListArg", TEXTS.flattened())
            .with("ListArgWithXmlNameMember", TEXTS.named("item"))
            .with("Hi", TEXTS.named("item").flattened());
    Map<String, Object> values =
        read(
            shape,
            "ListArg.member.1=foo&ListArg.member.2=bar&ListArg.member.10=baz"
                + "&ComplexListArg.member.1.hi=hello&ComplexListArg.member.2.hi=hola"
                + "&FlattenedListArg.1=A&FlattenedListArg.2=B"
                + "&ListArgWithXmlNameMember.item.1=A&ListArgWithXmlNameMember.item.2=B"
                + "&Hi.1=A&Hi.2=B");
    assertThat(values)
        .containsExactly(
            Map.entry("ListArg", List.of("foo", "bar", "baz")),
            Map.entry("ComplexListArg", List.of(Map.of("hi", "hello"), Map.of("hi", "hola"))),
            Map.entry("FlattenedListArg", List.of("A", "B")),
            Map.entry("ListArgWithXmlNameMember", List.of("A", "B")),
            Map.entry("Hi", List.of("A", "B")));
    assertThat(write(shape, values))
        .isEqualTo(
            "<ListArg><member>foo</member><member>bar</member><member>baz</member></ListArg>"
                + "<ComplexListArg><member><hi>hello</hi></member><member><hi>hola</hi></member>"
                + "</ComplexListArg>"
                + "<FlattenedListArg>A</FlattenedListArg><FlattenedListArg>B</FlattenedListArg>"
                + "<ListArgWithXmlNameMember><item>A</item><item>B</item></ListArgWithXmlNameMember>"
                + "<Hi>A</Hi><Hi>B</Hi>");
  }

  @Test
  void listsOfListsNest() {
    Sample shape = Sample.of("Nested").with("lists", ListShape.of(TEXTS));
    Map<String, Object> values =
        read(
            shape,
            "lists.member.1.member.1=foo&lists.member.1.member.2=bar&lists.member.2.member.1=baz");
    assertThat(values).containsEntry("lists", List.of(List.of("foo", "bar"), List.of("baz")));
    assertThat(write(shape, values))
        .isEqualTo(
            "<lists><member><member>foo</member><member>bar</member></member>"
                + "<member><member>baz</member></member></lists>");
  }

  @Test
  void anEmptyListIsSentAsItsNameAlone() {
    Sample shape =
        Sample.of("Lists").with("L", TEXTS).with("F", TEXTS.flattened()).with("M", TEXTS);
    Map<String, Object> values = read(shape, "L=&F=");
    assertThat(values).isEqualTo(Map.of("L", List.of(), "F", List.of()));
    assertThat(write(shape, values)).isEqualTo("<L></L>");
  }

  @Test
  void mapsAreNumberedEntries() {
    Sample shape =
        Sample.of("Maps")
            .with("MapArg", MapShape.of(TEXT))
            .with("ComplexMapArg", MapShape.of(GREETING))
            .with("MapWithXmlMemberName", MapShape.of(TEXT).named("K", "V"))
            .with("FlattenedMap", MapShape.of(TEXT).flattened())
            .with("Hi", MapShape.of(TEXT).named("K", "V").flattened())
            .with("MapOfLists", MapShape.of(TEXTS));
    Map<String, Object> values =
        read(
            shape,
            "MapArg.entry.1.key=foo&MapArg.entry.1.value=Foo"
                + "&MapArg.entry.2.key=bar&MapArg.entry.2.value=Bar"
                + "&ComplexMapArg.entry.1.key=foo&ComplexMapArg.entry.1.value.hi=Foo"
                + "&MapWithXmlMemberName.entry.1.K=foo&MapWithXmlMemberName.entry.1.V=Foo"
                + "&FlattenedMap.1.key=foo&FlattenedMap.1.value=Foo"
                + "&FlattenedMap.2.key=bar&FlattenedMap.2.value=Bar"
                + "&Hi.1.K=foo&Hi.1.V=Foo&MapOfLists.entry.1.key=foo"
                + "&MapOfLists.entry.1.value.member.1=A&MapOfLists.entry.1.value.member.2=B");
    Map<String, String> both = new LinkedHashMap<>();
    both.put("foo", "Foo");
    both.put("bar", "Bar");
    assertThat(values)
        .containsExactly(
            Map.entry("MapArg", both),
            Map.entry("ComplexMapArg", Map.of("foo", Map.of("hi", "Foo"))),
            Map.entry("MapWithXmlMemberName", Map.of("foo", "Foo")),
            Map.entry("FlattenedMap", both),
            Map.entry("Hi", Map.of("foo", "Foo")),
            Map.entry("MapOfLists", Map.of("foo", List.of("A", "B"))));
    assertThat(write(shape, values))
        .isEqualTo(
            "<MapArg><entry><key>foo</key><value>Foo</value></entry>"
                + "<entry><key>bar</key><value>Bar</value></entry></MapArg>"
                + "<ComplexMapArg><entry><key>foo</key><value><hi>Foo</hi></value></entry>"
                + "</ComplexMapArg>"
                + "<MapWithXmlMemberName><entry><K>foo</K><V>Foo</V></entry></MapWithXmlMemberName>"
                + "<FlattenedMap><key>foo</key><value>Foo</value></FlattenedMap>"
                + "<FlattenedMap><key>bar</key><value>Bar</value></FlattenedMap>"
                + "<Hi><K>foo</K><V>Foo</V></Hi>"
                + "<MapOfLists><entry><key>foo</key><value><member>A</member><member>B</member>"
                + "</value></entry></MapOfLists>");
  }

  @Test
  void structuresNestWithDots() {
    Sample inner = Sample.of("StructArg").with("StringArg", TEXT);
    Sample shape =
        Sample.of("Nested")
            .with("Nested", inner.with("OtherArg", BooleanShape.any()).with("RecursiveArg", inner));
    Map<String, Object> values =
        read(
            shape,
            "Nested.StringArg=foo&Nested.OtherArg=true&Nested.RecursiveArg.StringArg=baz"
                + "&NestedMore.X=1&Nested.Other.X=1");
    assertThat(values)
        .isEqualTo(
            Map.of(
                "Nested",
                Map.of(
                    "StringArg",
                    "foo",
                    "OtherArg",
                    true,
                    "RecursiveArg",
                    Map.of("StringArg", "baz"))));
    assertThat(write(shape, values))
        .isEqualTo(
            "<Nested><StringArg>foo</StringArg><OtherArg>true</OtherArg>"
                + "<RecursiveArg><StringArg>baz</StringArg></RecursiveArg></Nested>");
  }

  /** The same words as for JSON, with the path that AWS writes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Name=ab | 1 validation error detected: Value null at 'tags' failed to satisfy constraint: Member must not be null",
        "Name=&Tags= | 2 validation errors detected: Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '[]' at 'tags' failed to satisfy constraint: Member must have length greater than or equal to 1",
        "Name=a&Tags.member.2.Key=UP | 1 validation error detected: Value 'UP' at 'tags.2.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z]+",
        "Name=a&Tags.member.1.Value=v | 1 validation error detected: Value null at 'tags.1.member.key' failed to satisfy constraint: Member must not be null",
        "Name=a&Tags.member.1.Key=k&Count=7 | 1 validation error detected: Value '7' at 'count' failed to satisfy constraint: Member must have value less than or equal to 5",
      })
  void constraintsHoldAsForJson(String form, String message) {
    Sample tag =
        Sample.of("Tag").with(Member.required("Key"), TEXT.pattern("[a-z]+")).with("Value", TEXT);
    Sample shape =
        Sample.of("Constrained")
            .with(Member.required("Name"), TEXT.length(1, 3))
            .with(Member.required("Tags"), ListShape.of(tag).length(1, 2))
            .with("Count", IntegerShape.of(1, 5));
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> read(shape, form))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CONSTRAINT))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "N=ten | 'n' is not a number, expected a 32-bit integer",
        "B=yes | 'b' is another text, expected true or false",
        "L=foo | 'l' is a text, expected names that go on after a dot",
        "S=foo | 's' is a text, expected names that go on after a dot",
        "M.entry.1.value=v | 'm' is a map with an entry without key, expected a key in each entry",
        "M.entry.1.key=k&M.entry.1.value=v&M.entry.2.key=k&M.entry.2.value=w | 'm' is a map with one key twice, expected each key once",
        "N=1&N=2 | Query parameter 'N' occurs twice, expected once",
      })
  void aFormThatCannotBeReadIsNamedWithItsPath(String form, String message) {
    Sample shape =
        Sample.of("Typed")
            .with("N", IntegerShape.of(0, 9))
            .with("B", BooleanShape.any())
            .with("L", TEXTS)
            .with("M", MapShape.of(TEXT))
            .with("S", GREETING);
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> read(shape, form))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.SERIALIZATION))
        .withMessage(message);
  }

  @Test
  void hostileFormsAreRefusedOrIgnoredAtOnce() {
    Sample shape = Sample.of("Lists").with("L", TEXTS).with("F", TEXTS.flattened());
    assertThat(read(shape, "L.member.0=a&L.member.01=b&L.member.-1=c&L.member.9999999999=d&L.x=e"))
        .isEqualTo(Map.of("L", List.of()));
    assertThatThrownBy(() -> read(shape, "L" + ".member".repeat(100_000) + "=1"))
        .hasMessage("The request body goes beyond a limit, expected at most 64 dots in a name");
    assertThatThrownBy(() -> read(shape, "a&".repeat(10_000)))
        .hasMessage("The request body goes beyond a limit, expected at most 10000 parameters");
    byte[] broken = {'L', '=', (byte) 0xFF};
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> shape.operation().decodeInput(Protocol.QUERY, Map.of(), null, broken))
        .withMessage("The request body is not UTF-8");
  }

  @Test
  void anOperationWithoutOutputAnswersWithoutResult() {
    Operation<?, Empty> operation =
        new Operation<>(
            Sample.of("Delete").operation().service(),
            0,
            new Operation.Facts("Delete", "POST", "/", 200, true, null, List.of()));
    assertThat(new String(Query.encode(operation, Empty.VALUE, "id"), StandardCharsets.UTF_8))
        .isEqualTo(
            "<DeleteResponse xmlns=\"https://example.com/\"><ResponseMetadata>"
                + "<RequestId>id</RequestId></ResponseMetadata></DeleteResponse>");
  }

  @Test
  void anyTextIsWellFormedXml() {
    Sample shape = Sample.of("Text").with("t", TEXT);
    assertThat(write(shape, Map.of("t", "]]> & <a>\"'\r\n\t\u0000\uFFFF 🌱")))
        .isEqualTo("<t>]]&gt; &amp; &lt;a&gt;\"'&#13;&#10;&#9;\uFFFD\uFFFD 🌱</t>");
  }

  private static void assertUnreadable(Sample shape, String form, String member) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> read(shape, form))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.SERIALIZATION))
        .withMessageContaining("'" + member + "' is ");
  }
}
