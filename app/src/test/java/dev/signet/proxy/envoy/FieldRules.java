// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.Durations;
import io.envoyproxy.pgv.validate.Validate;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The field rules that stand in Envoy's own descriptors, applied to what we send. A rule of a kind
 * that is not understood here fails the test: none is passed over.
 */
final class FieldRules {
  private final TypeRegistry types;
  private final List<String> broken = new ArrayList<>();

  private FieldRules(TypeRegistry types) {
    this.types = types;
  }

  /** Which rules a message breaks, at whatever depth, each as field, rule and value. */
  static List<String> broken(Message message, TypeRegistry types) {
    FieldRules rules = new FieldRules(types);
    rules.message("", message);
    return rules.broken;
  }

  private void message(String path, Message message) {
    if (message instanceof Any any) {
      unpacked(path, any);
      return;
    }
    for (OneofDescriptor oneof : message.getDescriptorForType().getOneofs()) {
      if (oneof.getOptions().getExtension(Validate.required) && !message.hasOneof(oneof)) {
        broken.add(path + "." + oneof.getName() + " required");
      }
    }
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      field(path + "." + field.getName(), message, field);
    }
  }

  private void unpacked(String path, Any any) {
    try {
      if (!any.getTypeUrl().isEmpty()) {
        var type = types.getDescriptorForTypeUrl(any.getTypeUrl());
        if (type == null) {
          throw new AssertionError(any.getTypeUrl() + ": expected a type that the test knows");
        }
        message(path, DynamicMessage.parseFrom(type, any.getValue()));
      }
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(path, e);
    }
  }

  private void field(String path, Message message, FieldDescriptor field) {
    Validate.FieldRules rules = field.getOptions().getExtension(Validate.rules);
    if (field.isMapField()) {
      for (Object entry : (List<?>) message.getField(field)) {
        Message pair = (Message) entry;
        FieldDescriptor key = pair.getDescriptorForType().findFieldByNumber(1);
        FieldDescriptor value = pair.getDescriptorForType().findFieldByNumber(2);
        value(path + " key", pair.getField(key), rules.getMap().getKeys());
        value(path + " value", pair.getField(value), rules.getMap().getValues());
      }
    } else if (field.isRepeated()) {
      List<?> items = (List<?>) message.getField(field);
      Validate.RepeatedRules list = rules.getRepeated();
      require(items.size() >= list.getMinItems(), path, "min_items", items.size());
      require(
          !list.hasMaxItems() || items.size() <= list.getMaxItems(),
          path,
          "max_items",
          items.size());
      items.forEach(item -> value(path + "[]", item, list.getItems()));
    } else if (!field.hasPresence() || message.hasField(field)) {
      value(path, message.getField(field), rules);
    } else if (field.getRealContainingOneof() == null) {
      boolean required =
          rules.getMessage().getRequired()
              || rules.getDuration().getRequired()
              || rules.getAny().getRequired();
      require(!required, path, "required", "nothing");
    }
  }

  private void value(String path, Object value, Validate.FieldRules rules) {
    if (value instanceof Message nested) {
      if (nested.getDescriptorForType().getFullName().endsWith("Value")
          && nested
              .getDescriptorForType()
              .getFile()
              .getName()
              .equals("google/protobuf/wrappers.proto")) {
        Object wrapped = nested.getField(nested.getDescriptorForType().findFieldByNumber(1));
        checked(path, wrapped, rules);
      } else if (rules.hasDuration()) {
        duration(path, nested, rules.getDuration());
      } else if (!rules.getMessage().getSkip()) {
        message(path, nested);
      }
    } else {
      checked(path, value, rules);
    }
  }

  private void checked(String path, Object value, Validate.FieldRules rules) {
    for (Map.Entry<FieldDescriptor, Object> kind : rules.getAllFields().entrySet()) {
      if (kind.getKey().getName().equals("message")) {
        continue;
      }
      Message of = (Message) kind.getValue();
      boolean ignored =
          of.getAllFields().keySet().stream()
                  .anyMatch(rule -> rule.getName().equals("ignore_empty"))
              && value.toString().isEmpty();
      if (!ignored && of instanceof Validate.StringRules text && text.hasWellKnownRegex()) {
        Pattern form = wellKnown(text.getWellKnownRegex(), !text.hasStrict() || text.getStrict());
        require(form.matcher(value.toString()).matches(), path, "form " + form, value);
      }
      if (!ignored) {
        of.getAllFields().forEach((rule, limit) -> rule(path, rule.getName(), limit, value));
      }
    }
  }

  /** As Envoy's generated code has them; what is not said to be lax is strict. */
  private static Pattern wellKnown(Validate.KnownRegex known, boolean strict) {
    return switch (known) {
      case HTTP_HEADER_VALUE ->
          Pattern.compile(strict ? "[^\\x00-\\x08\\x0a-\\x1f\\x7f]*" : "[^\\x00\\n\\r]*");
      case HTTP_HEADER_NAME ->
          Pattern.compile(strict ? ":?[0-9a-zA-Z!#$%&'*+-.^_|~`]+" : "[^\\x00\\n\\r]+");
      case UNKNOWN -> throw new AssertionError(known);
    };
  }

  private void rule(String path, String rule, Object limit, Object value) {
    boolean holds =
        switch (rule) {
          case "const" -> same(value).equals(limit);
          case "defined_only" -> ((EnumValueDescriptor) value).getIndex() >= 0;
          case "in" -> ((List<?>) limit).contains(same(value));
          case "not_in" -> !((List<?>) limit).contains(same(value));
          case "lt" -> number(value).compareTo(number(limit)) < 0;
          case "lte" -> number(value).compareTo(number(limit)) <= 0;
          case "gt" -> number(value).compareTo(number(limit)) > 0;
          case "gte" -> number(value).compareTo(number(limit)) >= 0;
          case "min_len" -> length(value) >= (Long) limit;
          case "max_len" -> length(value) <= (Long) limit;
          case "min_bytes" -> octets(value) >= (Long) limit;
          case "max_bytes" -> octets(value) <= (Long) limit;
          case "prefix" -> value.toString().startsWith((String) limit);
          case "pattern" ->
              com.google.re2j.Pattern.compile((String) limit).matches(value.toString());
          case "well_known_regex" -> true; // with its strictness, below
          case "strict" -> true;
          case "ignore_empty", "required" -> true;
          default ->
              throw new AssertionError(path + ": expected a rule that is known, not " + rule);
        };
    require(holds, path, rule + " " + limit, value);
  }

  private void duration(String path, Message nested, Validate.DurationRules rules) {
    FieldDescriptor seconds = nested.getDescriptorForType().findFieldByName("seconds");
    FieldDescriptor nanos = nested.getDescriptorForType().findFieldByName("nanos");
    Duration value =
        Duration.newBuilder()
            .setSeconds((Long) nested.getField(seconds))
            .setNanos((Integer) nested.getField(nanos))
            .build();
    require(!rules.hasGt() || Durations.compare(value, rules.getGt()) > 0, path, "gt", value);
    require(!rules.hasGte() || Durations.compare(value, rules.getGte()) >= 0, path, "gte", value);
    require(!rules.hasLt() || Durations.compare(value, rules.getLt()) < 0, path, "lt", value);
    require(!rules.hasLte() || Durations.compare(value, rules.getLte()) <= 0, path, "lte", value);
  }

  private void require(boolean holds, String path, String rule, Object value) {
    if (!holds) {
      broken.add(path + " " + rule + ": '" + value + "'");
    }
  }

  private static Object same(Object value) {
    return value instanceof EnumValueDescriptor chosen ? chosen.getNumber() : value;
  }

  /** Unsigned numbers are signed ones in Java. */
  private static BigDecimal number(Object value) {
    return switch (value) {
      case Integer small -> BigDecimal.valueOf(Integer.toUnsignedLong(small));
      case Long large -> new BigDecimal(Long.toUnsignedString(large));
      default -> new BigDecimal(value.toString());
    };
  }

  private static long length(Object value) {
    return value instanceof ByteString octets
        ? octets.size()
        : value.toString().codePointCount(0, value.toString().length());
  }

  private static long octets(Object value) {
    return value.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
