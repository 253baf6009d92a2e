// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.demo;

import dev.muster.EngineBuilder;
import dev.muster.SegmentationEngine;
import dev.muster.schema.Schema;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How the engine is set up; what is not given is left to the engine. */
final class EngineOptions {

  @Option(
      names = "--shards",
      paramLabel = "N",
      description = "Parts that the profiles are spread over.")
  private @Nullable Integer shards;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that help to answer a question.")
  private @Nullable Integer threads;

  /** Refuses numbers that the engine would refuse. */
  void check(CommandSpec spec) {
    try {
      configured(Schema.builder().build());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** An open engine in memory. */
  SegmentationEngine open(Schema schema, Clock clock) {
    return configured(schema).clock(clock).open();
  }

  private EngineBuilder configured(Schema schema) {
    EngineBuilder builder = SegmentationEngine.builder(schema);
    if (shards != null) {
      builder.shards(shards);
    }
    if (threads != null) {
      builder.queryThreads(threads);
    }
    return builder;
  }
}
