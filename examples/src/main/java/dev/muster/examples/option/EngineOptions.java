// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.option;

import dev.muster.EngineBuilder;
import dev.muster.SegmentationEngine;
import dev.muster.schema.Schema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How the engine is set up; what is not given is left to the engine. */
public final class EngineOptions {

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
  public void check(CommandSpec spec) {
    try {
      configure(SegmentationEngine.builder(Schema.builder().build()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Sets {@code builder} up. */
  public EngineBuilder configure(EngineBuilder builder) {
    if (shards != null) {
      builder.shards(shards);
    }
    if (threads != null) {
      builder.queryThreads(threads);
    }
    return builder;
  }
}
