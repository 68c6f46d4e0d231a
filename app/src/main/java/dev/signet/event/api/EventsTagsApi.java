// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.api;

import dev.signet.event.Rule;
import dev.signet.event.Rules;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.events.Events;
import dev.signet.wire.generated.events.ListTagsForResourceRequest;
import dev.signet.wire.generated.events.ListTagsForResourceResponse;
import dev.signet.wire.generated.events.Tag;
import dev.signet.wire.generated.events.TagResourceRequest;
import dev.signet.wire.generated.events.TagResourceResponse;
import dev.signet.wire.generated.events.UntagResourceRequest;
import dev.signet.wire.generated.events.UntagResourceResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tags of rules. */
final class EventsTagsApi {
  private final Rules rules;

  private EventsTagsApi(Rules rules) {
    this.rules = rules;
  }

  static Bindings<Caller> bindings(Rules rules) {
    EventsTagsApi api = new EventsTagsApi(rules);
    return Bindings.<Caller>none()
        .on(Events.TAG_RESOURCE, api::tag)
        .on(Events.UNTAG_RESOURCE, api::untag)
        .on(Events.LIST_TAGS_FOR_RESOURCE, api::list);
  }

  static List<Tags.Tag> tags(@Nullable List<Tag> given) {
    return given == null
        ? List.of()
        : given.stream().map(tag -> new Tags.Tag(tag.key(), tag.value())).toList();
  }

  private TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    Tags added = Tags.of(tags(request.tags()));
    rules.retag(caller, name(caller, request.resourceARN()), tags -> tags.with(added));
    return new TagResourceResponse();
  }

  private UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    rules.retag(
        caller, name(caller, request.resourceARN()), tags -> tags.without(request.tagKeys()));
    return new UntagResourceResponse();
  }

  private ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    Tags tags = rules.find(caller, name(caller, request.resourceARN())).tags();
    return ListTagsForResourceResponse.of()
        .withTags(
            tags.values().entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList());
  }

  private static String name(Caller caller, String arn) {
    return Rule.nameIn(arn, caller.home())
        .orElseThrow(() -> Refusal.notFound("ResourceARN " + arn + ": expected a rule of here"));
  }
}
