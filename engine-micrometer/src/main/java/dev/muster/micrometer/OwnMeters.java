// SPDX-License-Identifier: Apache-2.0
package dev.muster.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The meters of one engine in a registry, to be removed together. Thread-safe. */
final class OwnMeters {

  private final MeterRegistry registry;
  private final Tags tags;

  /** Guarded by this. */
  private final List<Meter> registered = new ArrayList<>();

  /** Guarded by this. */
  private boolean removed;

  OwnMeters(MeterRegistry registry, String engine) {
    this.registry = registry;
    this.tags = Tags.of("engine", engine);
  }

  /** {@code more}, keys and values by turns, besides the engine's. */
  Tags tags(String... more) {
    return tags.and(more);
  }

  /** Registers a meter; one that nobody sees if all have been removed already. */
  synchronized <M extends Meter> M add(Function<MeterRegistry, M> registration) {
    if (removed) {
      return registration.apply(new SimpleMeterRegistry());
    }
    M meter = registration.apply(registry);
    registered.add(meter);
    return meter;
  }

  /** Removes all, for good. */
  synchronized void removeAll() {
    removed = true;
    registered.forEach(registry::remove);
    registered.clear();
  }
}
