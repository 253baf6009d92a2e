// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.query.plan.PlanContext;
import dev.muster.query.plan.Planner;
import dev.muster.query.plan.SegmentCatalog;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;
import dev.muster.segment.SegmentDefinition;
import dev.muster.shard.store.NoteKeeper;
import dev.muster.shard.write.StateCapture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The segments that predicates of one engine may refer to by name ({@code in segment 'loyal'}).
 *
 * <p>What is registered can be evaluated: a definition is checked against the schema, the retention
 * and the segments that it refers to before it takes effect, and a segment that others refer to
 * cannot be removed. A reference means the definition that is registered when a {@link ReadView} is
 * opened: all that is asked of one view goes by the same definitions. Nothing is precomputed, so a
 * definition costs no more than its predicate.
 *
 * <p>At most 100,000 segments. The last version of a removed one is remembered, so that versions of
 * a name never repeat.
 *
 * <p>Thread-safe; a change waits for a change, and reading waits for nothing. A change copies the
 * table of names, so define many at once with {@link #defineAll}.
 */
public final class SegmentRegistry {

  private final Function<SegmentCatalog, PlanContext> contexts;
  private final Object changing = new Object();

  /** Replaced under {@link #changing}, read by anyone. */
  private volatile SegmentCatalog catalog = SegmentCatalog.EMPTY;

  /** Keeps a note, if anything is kept; returns when it is safe. */
  private final Consumer<Supplier<byte[]>> notes;

  SegmentRegistry(
      Function<SegmentCatalog, PlanContext> contexts, Consumer<Supplier<byte[]>> notes) {
    this.contexts = contexts;
    this.notes = notes;
  }

  /** Takes a note that was kept. Before the engine is open. */
  void replay(ByteBuffer note, Schema schema) {
    DefinitionNotes.read(
        note,
        schema,
        new DefinitionNotes.Reader() {
          @Override
          public void defined(List<Segment> segments) {
            catalog = catalog.with(segments);
          }

          @Override
          public void removed(String name) {
            catalog = catalog.without(name);
          }

          @Override
          public void all(SegmentCatalog restored) {
            catalog = restored;
          }
        });
  }

  /** A capture and all definitions of the same moment: none is being changed meanwhile. */
  NoteKeeper.NotedCapture capture(NoteKeeper.CaptureSource source)
      throws IOException, InterruptedException {
    synchronized (changing) {
      // First, since it can fail: nobody would let the capture go.
      byte[] notes = DefinitionNotes.all(catalog);
      StateCapture capture = source.capture();
      return new NoteKeeper.NotedCapture(capture, notes);
    }
  }

  /**
   * Defines {@code segment}, in place of one of the same name if there is any. An equal definition
   * changes nothing; another one becomes the next version.
   *
   * @return what is registered now
   * @throws dev.muster.segment.SegmentException if it refers to an unknown segment or back to
   *     itself, or if it or a segment that refers to it would be too large
   * @throws dev.muster.schema.SchemaException if it names or compares something that the schema
   *     does not have, or looks back beyond the retention
   */
  public SegmentDefinition define(Segment segment) {
    return defineAll(List.of(segment)).get(0);
  }

  /**
   * Defines all of {@code segments} or none; they may refer to each other in any order.
   *
   * @return what is registered now, in the order given
   * @throws dev.muster.segment.SegmentException as for {@link #define}
   * @throws dev.muster.schema.SchemaException as for {@link #define}
   */
  public List<SegmentDefinition> defineAll(Collection<Segment> segments) {
    synchronized (changing) {
      SegmentCatalog next = catalog.with(segments);
      PlanContext context = contexts.apply(next);
      List<SegmentDefinition> defined = new ArrayList<>();
      for (Segment segment : segments) {
        Planner.plan(segment.predicate(), context);
        defined.add(next.require(segment.name()));
      }
      notes.accept(() -> DefinitionNotes.define(segments, context.layout().schema()));
      catalog = next;
      return List.copyOf(defined);
    }
  }

  /**
   * Removes the segment called {@code name}. Defined again, it goes on with the next version.
   *
   * @throws dev.muster.segment.SegmentException if there is none, or if others refer to it
   */
  public void remove(String name) {
    synchronized (changing) {
      SegmentCatalog next = catalog.without(name);
      notes.accept(() -> DefinitionNotes.remove(name));
      catalog = next;
    }
  }

  /** The segment called {@code name}. */
  public Optional<SegmentDefinition> find(String name) {
    return Optional.ofNullable(catalog.find(name));
  }

  /** All segments in the order of their names. */
  public List<SegmentDefinition> definitions() {
    return List.copyOf(catalog.definitions().values());
  }

  /**
   * The names of the segments that refer to {@code name} themselves, in order.
   *
   * @throws dev.muster.segment.SegmentException if there is no such segment
   */
  public Set<String> dependents(String name) {
    SegmentCatalog current = catalog;
    current.require(name);
    return current.dependents(name);
  }

  SegmentCatalog catalog() {
    return catalog;
  }
}
