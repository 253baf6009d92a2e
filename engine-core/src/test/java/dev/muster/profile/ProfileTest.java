// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.schema.LongAttribute;
import dev.muster.schema.StringAttribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileTest {

  @Test
  void value_isTypedOrMissing() {
    Profile profile = new Profile(ProfileId.of("ana"), Map.of("age", 31L), List.of());

    assertThat(profile.value(LongAttribute.of("age"))).isEqualTo(31L);
    assertThat(profile.value(StringAttribute.of("country"))).isNull();
  }

  @Test
  void contents_areCopied() {
    Map<String, Object> attributes = new HashMap<>(Map.of("age", 31L));
    Map<String, Object> properties = new HashMap<>(Map.of("amount", 5L));
    RecordedEvent event = new RecordedEvent("purchase", Instant.EPOCH, properties);
    List<RecordedEvent> events = new ArrayList<>(List.of(event));
    Profile profile = new Profile(ProfileId.of("ana"), attributes, events);

    attributes.clear();
    properties.clear();
    events.clear();

    assertThat(profile.attributes()).containsExactly(Map.entry("age", 31L));
    assertThat(profile.events()).containsExactly(event);
    assertThat(event.property("amount")).isEqualTo(5L);
    assertThat(event.property("category")).isNull();
  }
}
