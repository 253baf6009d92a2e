// SPDX-License-Identifier: Apache-2.0
package dev.muster.export;

import dev.muster.Audience;
import dev.muster.ReadView;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileId;
import dev.muster.schema.Attribute;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which profiles are written, and what of them.
 *
 * <p>{@code AudienceExport.of(loyal).attributes(List.of(COUNTRY)).writeFile(view, ExportFormat.CSV,
 * path, KEEP)}. Everything is read from the one position of the view, while writing goes on. About
 * a microsecond a profile with its attributes; a view lasts as long as the engine's read limit, 30
 * seconds unless said otherwise, and a longer export fails and leaves no file. Profiles are read
 * and written one by one, and none is held. Immutable.
 */
public final class AudienceExport {

  /** Profiles between two calls of whoever watches. */
  private static final int STRIDE = 1_024;

  /** In which order profiles are written. */
  public enum Order {
    /** In any: the same for the same engine, but another after a restart. */
    ANY,
    /**
     * By identifier, as {@link String#compareTo} has it: equal audiences make equal files. The
     * identifiers are sorted in memory, about 100 bytes each.
     */
    BY_ID
  }

  private final Predicate audience;
  private final ExportColumns columns;
  private final Order order;
  private final LongConsumer watcher;

  private AudienceExport(
      Predicate audience, ExportColumns columns, Order order, LongConsumer watcher) {
    this.audience = Objects.requireNonNull(audience, "audience");
    this.columns = columns;
    this.order = Objects.requireNonNull(order, "order");
    this.watcher = Objects.requireNonNull(watcher, "watcher");
  }

  /** The identifiers of those who match {@code audience}, in any order. */
  public static AudienceExport of(Predicate audience) {
    ExportColumns idOnly = new ExportColumns(ExportColumns.ID, List.of());
    return new AudienceExport(audience, idOnly, Order.ANY, count -> {});
  }

  /**
   * Writes the values of {@code attributes}, too, in this order.
   *
   * @throws IllegalArgumentException if two are of one name, or one is called as the identifier is
   */
  public AudienceExport attributes(List<? extends Attribute<?>> attributes) {
    ExportColumns chosen = new ExportColumns(columns.idName(), List.copyOf(attributes));
    return new AudienceExport(audience, chosen, order, watcher);
  }

  /**
   * Calls the identifier {@code name} instead of {@value ExportColumns#ID}.
   *
   * @throws IllegalArgumentException if an attribute is called so
   */
  public AudienceExport idName(String name) {
    ExportColumns named = new ExportColumns(name, columns.attributes());
    return new AudienceExport(audience, named, order, watcher);
  }

  /** Writes in this order. */
  public AudienceExport order(Order wanted) {
    return new AudienceExport(audience, columns, wanted, watcher);
  }

  /** Tells {@code watcher}, now and then, how many profiles have been written. */
  public AudienceExport watchedBy(LongConsumer newWatcher) {
    return new AudienceExport(audience, columns, order, newWatcher);
  }

  /**
   * Writes to {@code out}, which stays open.
   *
   * @return how many profiles
   * @throws dev.muster.schema.SchemaException if the engine does not know a name, or knows it with
   *     another type
   * @throws NotNumericIdException from a bitmap, at an identifier that it has no place for
   * @throws dev.muster.ReadRevokedException if it took longer than the read limit
   */
  public long write(ReadView view, ExportFormat format, OutputStream out) throws IOException {
    requireKnown(view.schema());
    try (Audience matching = view.audience(audience)) {
      RowWriter writer = format.begin(out, columns);
      Iterator<ProfileId> ids =
          order == Order.BY_ID ? matching.stream().sorted().iterator() : matching.iterator();
      long count = 0;
      @Nullable Object[] values = new Object[columns.attributes().size()];
      while (ids.hasNext()) {
        ProfileId id = ids.next();
        if (values.length > 0) {
          read(view, id, values);
        }
        writer.row(id, values);
        if (++count % STRIDE == 0) {
          watcher.accept(count);
        }
      }
      writer.finish();
      watcher.accept(count);
      return count;
    }
  }

  private void requireKnown(Schema schema) {
    for (Attribute<?> attribute : columns.attributes()) {
      Attribute<?> known = schema.attribute(attribute.name());
      if (!known.type().equals(attribute.type())) {
        throw new SchemaException(
            "the attribute '"
                + attribute.name()
                + "' is of another type, known="
                + known.type()
                + " wanted="
                + attribute.type());
      }
    }
  }

  private void read(ReadView view, ProfileId id, @Nullable Object[] values) {
    Optional<Profile> profile = view.profile(id, 0);
    // It is alive at the position that the audience is of.
    Profile found = profile.orElseThrow();
    for (int i = 0; i < values.length; i++) {
      values[i] = found.attributes().get(columns.attributes().get(i).name());
    }
  }

  /**
   * Writes a file: under another name first, which it changes for its own when it is complete.
   *
   * @return how many profiles
   * @throws java.nio.file.FileAlreadyExistsException if there is a file and it is to be kept
   * @see #write what else can go wrong
   */
  public long writeFile(ReadView view, ExportFormat format, Path file, NewFile.Existing existing)
      throws IOException {
    try (NewFile target = NewFile.begin(file, existing)) {
      long count = write(view, format, target.out());
      target.complete();
      return count;
    }
  }
}
