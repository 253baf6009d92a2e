// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.option;

import dev.muster.EncryptionKeys;
import dev.muster.EngineBuilder;
import dev.muster.EngineFiles;
import dev.muster.SegmentationEngine;
import dev.muster.SnapshotPolicy;
import dev.muster.StorageException;
import dev.muster.examples.load.DataException;
import dev.muster.examples.load.LoadProgress;
import dev.muster.examples.report.Screen;
import dev.muster.schema.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The engine's directory that a command works on, and how it is opened. */
public final class DirectoryOptions {

  /** The environment variable that names the directory. */
  public static final String VARIABLE = "MUSTER_DIRECTORY";

  private static final int KEY_BYTES = 32;

  /** Questions to all there is may take their time: nothing is written meanwhile. */
  private static final Duration READ_LIMIT = Duration.ofDays(1);

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec mixee;

  @Option(
      names = {"-d", "--directory"},
      paramLabel = "DIR",
      defaultValue = "${env:" + VARIABLE + "}",
      description = "The engine's directory; the variable " + VARIABLE + ", if not given.")
  private @Nullable Path directory;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "The key that the directory is encrypted under: 32 bytes, or 64 hex digits.")
  private @Nullable Path keyFile;

  @Option(
      names = "--dedup-horizon",
      paramLabel = "DURATION",
      description =
          "For how long event ids are remembered, as the engine that made the directory was told:"
              + " PT48H, for example (PT24H).")
  private @Nullable Duration dedupHorizon;

  /** The directory, or null if none is named. */
  public @Nullable Path given() {
    return directory == null || directory.toString().isEmpty() ? null : directory;
  }

  /** The directory. */
  public Path path() {
    if (directory == null || directory.toString().isEmpty()) {
      throw wrong("the engine's directory is missing: --directory DIR, or set " + VARIABLE);
    }
    return directory;
  }

  /**
   * Opens the directory to ask questions: it must be there, and nothing is written but what opening
   * itself needs. A bar moves meanwhile, if there is anyone to see it.
   */
  public SegmentationEngine open(EngineOptions options, Screen screen) throws IOException {
    requireEngine();
    EngineBuilder builder =
        configured(SegmentationEngine.builder(Schema.builder().build()))
            .snapshots(SnapshotPolicy.MANUAL);
    try (LoadProgress progress = screen.progress("opening", -1)) {
      return opened(options.configure(builder));
    }
  }

  /** Opens the directory to write; it is made if it is missing. */
  public SegmentationEngine openToWrite(Screen screen) throws IOException {
    EngineBuilder builder = configured(SegmentationEngine.builder(Schema.builder().build()));
    try (LoadProgress progress = screen.progress("opening", -1)) {
      return opened(builder);
    }
  }

  /** The files of the directory, which must not be open. */
  public EngineFiles files() throws IOException {
    requireEngine();
    EngineFiles files = EngineFiles.in(path());
    if (keyFile != null) {
      files.encryption(key(keyFile));
    }
    if (dedupHorizon != null) {
      files.dedupHorizon(dedupHorizon);
    }
    return files;
  }

  private EngineBuilder configured(EngineBuilder builder) throws IOException {
    builder.directory(path()).documentsOnHeap().readLimit(READ_LIMIT);
    if (keyFile != null) {
      builder.encryption(key(keyFile));
    }
    if (dedupHorizon != null) {
      try {
        builder.dedupHorizon(dedupHorizon);
      } catch (IllegalArgumentException e) {
        throw wrong("--dedup-horizon: " + e.getMessage());
      }
    }
    return builder;
  }

  /** Opening would make a directory where there is none, which only loading may. */
  private void requireEngine() {
    Path path = path();
    if (!Files.isDirectory(path)) {
      throw new DataException("there is no directory " + path + "; muster load makes one");
    }
    if (!Files.exists(path.resolve("manifest"))) {
      throw new DataException("there is no engine in " + path + "; muster load makes one");
    }
  }

  private SegmentationEngine opened(EngineBuilder builder) {
    try {
      return builder.open();
    } catch (StorageException e) {
      throw explained(e);
    }
  }

  /** What whoever types commands can do about it; the cause says what happened. */
  public RuntimeException explained(StorageException failure) {
    return switch (failure.kind()) {
      case IN_USE ->
          new DataException(
              "the directory " + path() + " is in use by another process; stop that first",
              failure);
      case WRONG_KEY ->
          new DataException(
              "the directory "
                  + path()
                  + " is encrypted under "
                  + (keyFile == null ? "a key: --key-file FILE" : "another key than " + keyFile),
              failure);
      case DAMAGED ->
          new DataException(
              "the directory " + path() + " is damaged, see muster verify: " + failure.getMessage(),
              failure);
      case FULL, FAILED -> failure;
    };
  }

  private EncryptionKeys key(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw wrong("--key-file: there is no file to read at " + file);
    }
    if (Files.size(file) > 1_024) {
      throw wrong("--key-file: a key has 32 bytes or 64 hex digits, and " + file + " has more");
    }
    byte[] content = Files.readAllBytes(file);
    if (content.length != KEY_BYTES) {
      String text = new String(content, StandardCharsets.US_ASCII).strip();
      try {
        content = HexFormat.of().parseHex(text);
      } catch (IllegalArgumentException e) {
        throw wrong("--key-file: a key has 32 bytes or 64 hex digits, and " + file + " has not");
      }
    }
    try {
      return EncryptionKeys.of(content);
    } catch (IllegalArgumentException e) {
      throw wrong("--key-file: " + e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    if (mixee == null) {
      throw new IllegalStateException("the command line has not been set up");
    }
    return new ParameterException(mixee.commandLine(), message);
  }
}
