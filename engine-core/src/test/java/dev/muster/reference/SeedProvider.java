// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import java.lang.reflect.Method;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.junit.platform.commons.support.AnnotationSupport;

/** The seeds of a {@link SeededTest}: always the same, and different for each test method. */
final class SeedProvider implements ArgumentsProvider {

  /** System property that names the one seed to run. */
  static final String SEED_PROPERTY = "test.seed";

  /** System property that multiplies the number of seeds, for long runs. */
  private static final String TIMES_PROPERTY = "test.times";

  private static final long BASE = 20_250_310L;

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    Long replayed = Long.getLong(SEED_PROPERTY);
    if (replayed != null) {
      return Stream.of(Arguments.of(replayed));
    }
    Method method = context.getRequiredTestMethod();
    int count = AnnotationSupport.findAnnotation(method, SeededTest.class).orElseThrow().count();
    return seeds(method.getName(), count * Integer.getInteger(TIMES_PROPERTY, 1))
        .mapToObj(Arguments::of);
  }

  /** The first {@code count} seeds of the test called {@code name}. */
  static LongStream seeds(String name, int count) {
    return new SplittableRandom(BASE + name.hashCode()).longs(count);
  }
}
