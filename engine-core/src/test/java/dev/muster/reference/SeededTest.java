// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test that runs once per seed; its one parameter is the {@code long} seed.
 *
 * <p>The seeds are the same in every run, and the display name and every failure show them. {@code
 * -Dtest.seed=X} runs seed {@code X} alone, {@code -Dtest.times=10} ten times as many.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "-Dtest.seed={0}")
@ArgumentsSource(SeedProvider.class)
@ExtendWith(SeedReporter.class)
public @interface SeededTest {

  /** How many seeds. */
  int count() default 20;
}
