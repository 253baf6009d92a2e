// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.muster.schema.DoubleAttribute;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.StringAttribute;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileUpdateTest {

  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final DoubleAttribute SCORE = DoubleAttribute.of("score");

  @Test
  void values_areShownInTheOrderGiven() {
    ProfileUpdate update =
        ProfileUpdate.of("ana")
            .set(COUNTRY, "PL")
            .set(AGE, 31)
            .set(SCORE, 0.5)
            .set("tier", "gold")
            .unset(COUNTRY)
            .unset("tier");
    List<String> shown = new ArrayList<>();

    update.forEach((name, type, value) -> shown.add(name + " " + type + " " + value));

    assertThat(update.profileId()).isEqualTo(ProfileId.of("ana"));
    assertThat(shown)
        .containsExactly(
            "country STRING PL",
            "age LONG 31",
            "score DOUBLE 0.5",
            "tier null gold",
            "country STRING null",
            "tier null null");
  }

  @Test
  @SuppressWarnings("NullAway")
  void set_refusesNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> ProfileUpdate.of("ana").set(COUNTRY, null))
        .withMessageContaining("value");
    assertThatNullPointerException()
        .isThrownBy(() -> ProfileUpdate.of("ana").set("tier", null))
        .withMessageContaining("value");
  }

  @Test
  void toString_tellsWhatIsWritten() {
    assertThat(ProfileUpdate.of("ana").set(AGE, 31).unset(COUNTRY))
        .hasToString("update ana {age=31, country=null}");
  }
}
