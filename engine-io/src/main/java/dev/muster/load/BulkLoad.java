// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import dev.muster.SegmentationEngine;
import dev.muster.WriteInterruptedException;
import dev.muster.load.LoadException.Kind;
import dev.muster.load.mapping.EventMapping;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.mapping.ProfileMapping;
import dev.muster.profile.Batch;
import dev.muster.value.ValueRules;
import dev.muster.value.ValueType;
import dev.muster.value.XxHash64;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of a file into an engine.
 *
 * <p>Chunks of the file are decoded and converted by several threads and handed over in the order
 * of the file. Each batch is taken once, under the name of the load: if a load was stopped, by a
 * crash even, it goes on where it was when it is run again with the same name, content and mapping,
 * and the engine knows as much. Nothing is lost and nothing is there twice. A load that was
 * finished does nothing. With another content or mapping the name is refused.
 *
 * <p>A record that does not convert, or that the engine refuses, is a reject; the rest of the file
 * is loaded, as far as the {@link ErrorPolicy} allows.
 */
public final class BulkLoad {

  private final SegmentationEngine engine;
  private final RecordSource source;
  private final Builder options;
  private final String name;
  private final SchemaFit fit;
  private final RecordConverter converter;
  private boolean begun;

  private BulkLoad(Builder options) {
    this.engine = options.engine;
    this.source = options.source;
    this.options = options;
    this.name = options.name == null ? Builder.checkedName(source.name()) : options.name;
    if (options.mapping instanceof EventMapping events) {
      requireWhole(events);
    }
    this.fit = new SchemaFit(engine, options.mapping);
    requireDocuments();
    this.converter =
        fit.mapping() instanceof EventMapping events
            ? new EventConverter(events)
            : new ProfileConverter((ProfileMapping) fit.mapping(), options.unknownFields);
    requireFields();
  }

  /** How to load {@code source}, which the caller closes, into {@code engine}. */
  public static Builder builder(SegmentationEngine engine, RecordSource source, Mapping mapping) {
    return new Builder(engine, source, mapping);
  }

  private static void requireWhole(EventMapping events) {
    if (events.timeField() == null || (events.typeField() == null && events.fixedType() == null)) {
      throw new IllegalArgumentException(
          "a mapping of events must tell the time and the type, mapping=" + events);
    }
  }

  private void requireDocuments() {
    if (options.unknownFields.documentName() == null) {
      return;
    }
    if (options.mapping instanceof EventMapping) {
      throw new LoadException(
          Kind.NO_DOCUMENTS, "documents belong to profiles, and the records are events");
    }
    if (!engine.keepsDocuments()) {
      throw new LoadException(
          Kind.NO_DOCUMENTS, "the engine keeps no documents, see EngineBuilder.documents");
    }
  }

  private void requireFields() {
    List<String> found = source.fields().stream().map(SourceField::path).toList();
    if (found.isEmpty()) {
      return;
    }
    for (String path : converter.paths()) {
      if (!isThere(path)) {
        throw new LoadException(
            Kind.MISSING_FIELD,
            "there is no field '" + path + "'; the fields are " + String.join(", ", found));
      }
    }
  }

  /** Whether {@code path} is a field, has fields below it, or is a coordinate of a point. */
  private boolean isThere(String path) {
    for (SourceField field : source.fields()) {
      if (field.path().equals(path)
          || field.path().startsWith(path + ".")
          || (field.type().filter(ValueType.GEO_POINT::equals).isPresent()
              && path.startsWith(field.path() + "."))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Loads what the engine does not have yet; returns when every later read sees it. Once.
   *
   * @throws LoadException if the load cannot be done or finished
   * @throws IllegalStateException if the load was run before, or the source has been read from
   * @throws IOException if the file cannot be read; what comes before is loaded
   */
  public LoadReport run() throws IOException {
    if (begun) {
      throw new IllegalStateException("a load is run once, name=" + name);
    }
    begun = true;
    LoadTally tally = new LoadTally(name, options.errors, options.rejects, source);
    try {
      run(tally);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(tally, e);
    } catch (WriteInterruptedException | ClosedByInterruptException e) {
      // Both leave the flag of the thread set.
      throw interrupted(tally, e);
    }
    return tally.report();
  }

  private void run(LoadTally tally) throws IOException, InterruptedException {
    claimName();
    fit.grow();
    String producer = "load " + name;
    OptionalLong last = engine.lastSequence(producer);
    if (last.isPresent()) {
      tally.resume();
    }
    BatchWriter writer =
        new BatchWriter(engine, producer, fit, tally, options.untilMillis, options.clock);
    try (ChunkDecoders decoders =
        new ChunkDecoders(
            source, converter, options.unknownFields, options.threads, last.orElse(0))) {
      for (ChunkConversion.Result chunk = decoders.next(); chunk != null; chunk = decoders.next()) {
        writer.write(chunk);
        options.listener.progress(tally.records(), source.positionBytes(), source.sizeBytes());
      }
    }
  }

  private static LoadException interrupted(LoadTally tally, Exception cause) {
    return new LoadException(
        Kind.INTERRUPTED,
        "interrupted; run again under the same name, the load goes on from here",
        tally.report(),
        cause);
  }

  /**
   * Has the engine remember what the name stands for: as the number of an empty batch of a producer
   * of its own, which is there before the first record is.
   */
  private void claimName() throws IOException {
    String marker = "content of load " + name;
    long wanted = fingerprint();
    OptionalLong found = engine.lastSequence(marker);
    if (found.isEmpty()) {
      engine.ingest(Batch.of().from(marker, wanted));
    } else if (found.getAsLong() != wanted) {
      throw new LoadException(
          Kind.CHANGED,
          "the load '"
              + name
              + "' was begun with other content, another mapping or other options; give this one"
              + " another name");
    }
  }

  private long fingerprint() throws IOException {
    String what =
        String.join(
            "\n",
            Long.toHexString(source.fingerprint()),
            fit.mapping().toString(),
            options.unknownFields.toString(),
            Long.toString(options.untilMillis));
    byte[] bytes = what.getBytes(StandardCharsets.UTF_8);
    return XxHash64.of(bytes, 0, bytes.length, 0) & Long.MAX_VALUE;
  }

  /** The options of a load. A bad value is refused at the call. Not thread-safe. */
  public static final class Builder {

    /** Leaves room for what is said of it in the name of a producer. */
    private static final int NAME_LENGTH_MAX = 200;

    private final SegmentationEngine engine;
    private final RecordSource source;
    private final Mapping mapping;
    private @Nullable String name;
    private int threads = Runtime.getRuntime().availableProcessors();
    private ErrorPolicy errors = ErrorPolicy.skip();
    private Consumer<Reject> rejects = reject -> {};
    private UnknownFields unknownFields = UnknownFields.IGNORE;
    private LoadListener listener = (records, position, size) -> {};
    private long untilMillis = Long.MAX_VALUE;
    private @Nullable ReplayClock clock;

    private Builder(SegmentationEngine engine, RecordSource source, Mapping mapping) {
      this.engine = Objects.requireNonNull(engine, "engine");
      this.source = Objects.requireNonNull(source, "source");
      this.mapping = Objects.requireNonNull(mapping, "mapping");
    }

    /**
     * What the load is known by when it is run again: 1 to 200 characters; default the name of the
     * source. One load at a time may have a name.
     */
    public Builder name(String text) {
      this.name = checkedName(text);
      return this;
    }

    private static String checkedName(String text) {
      if (text.isEmpty() || text.length() > NAME_LENGTH_MAX) {
        throw new IllegalArgumentException(
            "the name of a load must have 1 to 200 characters, name='" + text + "'");
      }
      return text;
    }

    /** Threads that decode and convert, in [1, 64]; default the processors. */
    public Builder threads(int count) {
      if (count < 1 || count > 64) {
        throw new IllegalArgumentException("threads must be in [1, 64], threads=" + count);
      }
      this.threads = count;
      return this;
    }

    /** How many rejects there may be; default any number. */
    public Builder errors(ErrorPolicy policy) {
      this.errors = Objects.requireNonNull(policy, "policy");
      return this;
    }

    /**
     * What is given each reject, in order, on the thread that runs the load; default nothing. Each
     * is given when the engine has the records around it. An exception of {@code sink} ends the
     * load; rejects of the same batch that had not been given by then are not given again.
     */
    public Builder rejects(Consumer<Reject> sink) {
      this.rejects = Objects.requireNonNull(sink, "sink");
      return this;
    }

    /** What is done about fields that the mapping does not name; default they are ignored. */
    public Builder unknownFields(UnknownFields what) {
      this.unknownFields = Objects.requireNonNull(what, "what");
      return this;
    }

    /** Who is told how far the load has come; default nobody. */
    public Builder listener(LoadListener told) {
      this.listener = Objects.requireNonNull(told, "listener");
      return this;
    }

    /** Leaves events after {@code last} out, without calling them rejects; default none. */
    public Builder until(Instant last) {
      this.untilMillis = ValueRules.instant(last).toEpochMilli();
      return this;
    }

    /**
     * Has {@code replay}, the clock of the engine, go along with the events, so that none of them
     * lies in the future; default not.
     */
    public Builder clock(ReplayClock replay) {
      this.clock = Objects.requireNonNull(replay, "clock");
      return this;
    }

    /**
     * The load; nothing has been changed yet.
     *
     * @throws LoadException if the source lacks a field, the schema does not fit, or documents have
     *     no place
     */
    public BulkLoad build() {
      return new BulkLoad(this);
    }
  }
}
