// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.predicate.EventFilter;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Events compared with what their profile has: now, and only if both have it. */
public abstract class ProfileComparisonCases extends LocalTimeCases {

  private static final Duration DAY = Duration.ofDays(1);

  private static final EventFilter OWN = PROP.is(NAME);
  private static final EventFilter OTHER = PROP.isNot(NAME);

  private void did(String profile, String prop, int daysAgo) {
    write(
        Event.of(ProfileId.of(profile), E, NOW.minus(DAY.multipliedBy(daysAgo))).with(PROP, prop));
  }

  /** One whose event says the name, one whose does not, and each side missing. */
  private void writeEach() {
    write(ProfileUpdate.of("same").set(NAME, "x"));
    did("same", "x", 2);
    write(ProfileUpdate.of("differs").set(NAME, "x"));
    did("differs", "y", 2);
    did("nameless", "x", 2);
    write(ProfileUpdate.of("silent").set(NAME, "x"));
    did("silent", 2);
  }

  @Test
  void comparison_needsBothSides() {
    writeEach();

    expect(E.where(OWN).did(), "same");
    expect(E.where(OTHER).did(), "differs");
    expect(E.where(OWN.not()).did(), "differs", "nameless", "silent");
    expect(E.where(OTHER.not()).did(), "nameless", "same", "silent");
    expect(E.where(OWN).didNot(), "differs", "nameless", "silent");
    expect(E.where(OWN).count().is(0), "differs", "nameless", "silent");
  }

  /** What the profile had when the event happened does not matter. */
  @Test
  void attribute_isThatOfNow() {
    writeEach();

    write(ProfileUpdate.of("same").set(NAME, "z"));
    write(ProfileUpdate.of("differs").set(NAME, "y"));
    write(ProfileUpdate.of("nameless").set(NAME, "never an event's"));
    write(ProfileUpdate.of("silent").unset(NAME));

    expect(E.where(OWN).did(), "differs");
    expect(E.where(OTHER).did(), "nameless", "same");
  }

  @Test
  void comparison_isOfOneEvent() {
    write(ProfileUpdate.of("p").set(NAME, "x").set(EMAIL, "y"));
    did("p", "x", 2);
    did("p", "y", 1);

    expect(E.where(OWN).did().and(E.where(PROP.is(EMAIL)).did()), "p");
    expect(E.where(OWN.and(PROP.is(EMAIL))).did());
    expect(E.last().where(OWN).did());
    expect(E.last().where(PROP.is(EMAIL)).did(), "p");
    expect(E.first().where(OWN).did(), "p");
  }

  @Test
  void comparison_standsInEveryPartOfASequence() {
    writeEach();
    for (String profile : new String[] {"same", "differs", "nameless", "silent"}) {
      did(profile, "x", 4);
      did(profile, ACTION, 1);
    }

    expect(E.where(OWN).then(ACTION).did(), "differs", "same", "silent");
    expect(E.where(OWN).then(E.where(OTHER)).did(), "differs");
    expect(
        E.where(PROP.is("x")).then(ACTION).without(E.where(OTHER)).did(),
        "nameless",
        "same",
        "silent");
    expect(
        E.where(PROP.is("x")).thenNot(E.where(OTHER), Duration.ofDays(3)).did(),
        "nameless",
        "same",
        "silent");
  }

  @Test
  void comparison_seesFewRowsAndMany() {
    for (int i = 0; i < 3; i++) {
      write(ProfileUpdate.of("p" + i).set(NAME, "x" + i).set(AGE, i));
      did("p" + i, "x" + (i / 2), 1);
    }

    expect(E.where(OWN).did(), "p0");
    expect(AGE.is(0).and(E.where(OWN).did()), "p0");
    expect(AGE.is(1).and(E.where(OTHER).did()), "p1");
    expect(AGE.is(2).and(E.where(OWN).did()));
  }
}
