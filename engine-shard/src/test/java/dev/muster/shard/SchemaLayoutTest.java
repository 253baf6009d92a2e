// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.reference.RandomDomain;
import dev.muster.reference.SeededTest;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.LongProperty;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.shard.SchemaLayout.EventFields;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.value.ValueType;
import org.junit.jupiter.api.Test;

class SchemaLayoutTest {

  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final EventType VISIT = EventType.of("visit", StringProperty.of("page"));

  @Test
  void numbers_followTheOrderOfDefinition() {
    SchemaLayout layout =
        SchemaLayout.of(Schema.builder().attributes(COUNTRY, AGE).eventTypes(VISIT).build());

    assertThat(layout.attributes()).extracting(Field::name).containsExactly("country", "age");
    assertThat(layout.attributes()).extracting(Field::index).containsExactly(0, 1);
    assertThat(layout.attribute("country").dictionary()).isNotNull();
    assertThat(layout.attribute("age").dictionary()).isNull();
    assertThat(layout.eventType("visit").byName()).containsOnlyKeys("page");
    assertThat(layout.attribute("page")).isNull();
    assertThat(layout.eventType("country")).isNull();
  }

  /** What comes later is numbered later, wherever the larger schema names it. */
  @Test
  void growth_changesNoNumberAndNoDictionary() {
    SchemaLayout smaller =
        SchemaLayout.of(Schema.builder().attributes(COUNTRY).eventTypes(VISIT).build());
    smaller.attribute("country").dictionary().assign("PL");
    Schema reordered =
        Schema.builder()
            .attributes(AGE, COUNTRY)
            .eventTypes(
                EventType.of("buy"),
                EventType.of("visit", LongProperty.of("seconds"), StringProperty.of("page")))
            .build();

    SchemaLayout larger = smaller.grownInto(reordered);

    assertThat(larger.attributes()).extracting(Field::name).containsExactly("country", "age");
    assertThat(larger.attribute("country")).isSameAs(smaller.attribute("country"));
    assertThat(larger.attribute("country").decode(0)).isEqualTo("PL");
    assertThat(larger.eventTypes()).extracting(EventFields::name).containsExactly("visit", "buy");
    EventFields visit = larger.eventType("visit");
    assertThat(visit.properties()).extracting(Field::name).containsExactly("page", "seconds");
    assertThat(visit.byName().get("page"))
        .isSameAs(smaller.eventType("visit").byName().get("page"));
    assertThat(smaller.attributes()).hasSize(1);
    assertThat(larger.schema()).isSameAs(reordered);
  }

  /** The column of changes lies behind that of its attribute, and no name leads to it. */
  @Test
  void trackedChanges_haveAColumnOfTheirOwn() {
    Schema tracking = Schema.builder().attributes(COUNTRY, AGE).trackingChanges(COUNTRY).build();
    SchemaLayout layout = SchemaLayout.of(tracking);
    StringAttribute plan = StringAttribute.of("plan");

    SchemaLayout larger =
        layout.grownInto(tracking.toBuilder().attributes(plan).trackingChanges(plan).build());

    assertThat(layout.attributes()).extracting(Field::name).containsExactly("country", "age");
    assertThat(layout.attribute("country").changes()).isEqualTo(1);
    assertThat(layout.attribute("age").index()).isEqualTo(2);
    assertThat(layout.attribute("age").isTracked()).isFalse();
    assertThat(layout.columns()).hasSize(3);
    assertThat(layout.attribute(layout.columns().get(1).name())).isNull();
    assertThat(layout.columns().get(1).type()).isEqualTo(ValueType.TIMESTAMP);
    assertThat(larger.attribute("plan").index()).isEqualTo(3);
    assertThat(larger.attribute("plan").changes()).isEqualTo(4);
    assertThat(larger.columns()).hasSize(5);
  }

  @SeededTest
  void randomGrowth_keepsEveryField(long seed) {
    RandomDomain domain = new RandomDomain(seed);
    SchemaLayout layout = SchemaLayout.of(domain.schema());
    for (int step = 0; step < 10; step++) {
      SchemaLayout larger = layout.grownInto(domain.growth(layout.schema()));

      for (Field attribute : layout.attributes()) {
        assertThat(larger.columns().get(attribute.index())).isSameAs(attribute);
      }
      for (Field column : layout.columns()) {
        assertThat(larger.columns().get(column.index())).isSameAs(column);
      }
      for (EventFields type : layout.eventTypes()) {
        EventFields grown = larger.eventTypes().get(type.index());
        assertThat(grown.name()).isEqualTo(type.name());
        assertThat(grown.properties().subList(0, type.properties().size()))
            .isEqualTo(type.properties());
      }
      layout = larger;
    }
  }

  @Test
  void smallerSchema_isRefused() {
    SchemaLayout layout = SchemaLayout.of(Schema.builder().attributes(COUNTRY, AGE).build());
    Schema smaller = Schema.builder().attributes(COUNTRY).build();

    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> layout.grownInto(smaller))
        .withMessage("a schema only grows: the attribute 'age' was LONG and is gone");
  }
}
