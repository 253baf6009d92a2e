// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.predicate.Predicate;
import dev.muster.profile.ProfileUpdate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * What users of other systems have come to expect of a state that lasts (after the test suite of
 * Dittofeed, which rounds its windows; ours are exact).
 */
public abstract class StateMarketCases extends ClockMarketCases {

  private static final Predicate LONG = STATUS.is("onboarding").forAtLeast(WEEK);
  private static final Predicate SHORT = STATUS.is("onboarding").forLessThan(WEEK);
  private static final Instant LATER = NOW.plus(WEEK).plusSeconds(60);

  @Test
  void df3_hasBeenForAWeek() {
    become("onboarding");
    expectAt(NOW, LONG);

    advance(Duration.ofDays(3));
    become("onboarding");
    expectAt(NOW.plus(WEEK).minusMillis(1), LONG);
    expectAt(NOW.plus(WEEK), LONG, "p1");
    expectAt(LATER, LONG, "p1");

    advance(Duration.ofDays(4).plusSeconds(60));
    become("active");
    expectAt(LATER, LONG);
    expectAt(LATER.plus(WEEK), LONG);
  }

  @Test
  void df4_hasBeenForLessThanAWeek() {
    become("onboarding");
    expectAt(NOW, SHORT, "p1");

    advance(Duration.ofDays(3));
    become("onboarding");
    expectAt(NOW.plus(WEEK).minusMillis(1), SHORT, "p1");
    expectAt(NOW.plus(WEEK), SHORT);
    expectAt(LATER, SHORT);

    advance(Duration.ofDays(4).plusSeconds(60));
    become("active");
    expectAt(LATER, SHORT);
    become("onboarding");
    expectAt(LATER, SHORT, "p1");
  }

  private void become(String status) {
    write(ProfileUpdate.of("p1").set(STATUS, status));
  }
}
