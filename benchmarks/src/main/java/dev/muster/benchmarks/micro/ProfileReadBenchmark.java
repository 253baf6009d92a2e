// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import static dev.muster.benchmarks.dataset.CustomerSchema.AMOUNT;
import static dev.muster.benchmarks.dataset.CustomerSchema.CATEGORY;
import static dev.muster.benchmarks.dataset.CustomerSchema.COUNTRY;
import static dev.muster.benchmarks.dataset.CustomerSchema.LIFETIME_CENTS;
import static dev.muster.benchmarks.dataset.CustomerSchema.PLAN;
import static dev.muster.benchmarks.dataset.CustomerSchema.PURCHASE;
import static dev.muster.benchmarks.dataset.CustomerSchema.VIEW;

import dev.muster.SegmentationEngine;
import dev.muster.benchmarks.dataset.DataSet;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileId;
import dev.muster.profile.RecordedEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What does it cost to look one profile up, with its attributes and its latest 20 events?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ProfileReadBenchmark}
 *
 * <p>Profiles are asked for in no order, so that each is likely to be out of the caches. Floor: a
 * hash map from identifier to number, one array an attribute, and the events of each customer side
 * by side; it puts the same record together.
 */
public class ProfileReadBenchmark extends QueryBenchmark {

  private static final int EVENTS = SegmentationEngine.PROFILE_EVENTS;

  /** A step that is coprime to most sizes, so that all profiles are visited in no order. */
  private static final int STEP = 7_654_321;

  private final Map<ProfileId, Integer> numbers = new HashMap<>();

  /** Events of customer i: those that {@code ofCustomer} lists from {@code starts[i]} on. */
  private int[] starts = {};

  private int[] ofCustomer = {};
  private int next;

  @Override
  void prepare() {
    numbers.clear();
    starts = new int[profiles + 1];
    ofCustomer = new int[events];
    for (int profile = 0; profile < profiles; profile++) {
      numbers.put(data.id(profile), profile);
    }
    for (int event = 0; event < events; event++) {
      starts[data.profile(event) + 1]++;
    }
    for (int profile = 0; profile < profiles; profile++) {
      starts[profile + 1] += starts[profile];
    }
    int[] free = starts.clone();
    for (int event = 0; event < events; event++) {
      ofCustomer[free[data.profile(event)]++] = event;
    }
  }

  private ProfileId nextId() {
    next = (int) ((next + (long) STEP) % profiles);
    return data.id(next);
  }

  @Benchmark
  public Optional<Profile> engine() {
    return engine.profile(nextId());
  }

  @Benchmark
  public Optional<Profile> floor() {
    ProfileId id = nextId();
    Integer profile = numbers.get(id);
    return profile == null ? Optional.empty() : Optional.of(profile(id, profile));
  }

  private Profile profile(ProfileId id, int profile) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put(COUNTRY.name(), DataSet.countryName(data.country(profile)));
    attributes.put(PLAN.name(), DataSet.planName(data.plan(profile)));
    if (data.lifetimeCents(profile) != DataSet.MISSING) {
      attributes.put(LIFETIME_CENTS.name(), (long) data.lifetimeCents(profile));
    }
    List<RecordedEvent> latest = new ArrayList<>();
    for (int i = starts[profile + 1] - 1; i >= starts[profile] && latest.size() < EVENTS; i--) {
      latest.add(event(ofCustomer[i]));
    }
    return new Profile(id, attributes, latest);
  }

  private RecordedEvent event(int event) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(CATEGORY.name(), data.category(event));
    if (data.isPurchase(event)) {
      properties.put(AMOUNT.name(), BigDecimal.valueOf(data.amountCents(event), 2));
    }
    return new RecordedEvent(
        (data.isPurchase(event) ? PURCHASE : VIEW).name(),
        Instant.ofEpochMilli(data.epochMillis(event)),
        properties);
  }
}
