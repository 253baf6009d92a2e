// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A directory as the process sees it, as it is on disk, and the changes of names in between. */
final class ModelDisk {

  /** {@code file} gets the name {@code to} and loses {@code from}; null: nothing of the kind. */
  private record Change(@Nullable String from, @Nullable String to, ModelFile file) {

    void applyTo(Map<String, ModelFile> names) {
      if (from != null) {
        names.remove(from, file);
      }
      if (to != null) {
        names.put(to, file);
      }
    }
  }

  private final TreeMap<String, ModelFile> seen = new TreeMap<>();
  private final TreeMap<String, ModelFile> durable = new TreeMap<>();
  private final List<Change> unforced = new ArrayList<>();

  List<String> names() {
    return List.copyOf(seen.keySet());
  }

  @Nullable ModelFile file(String name) {
    return seen.get(name);
  }

  void create(String name) {
    change(new Change(null, name, new ModelFile()));
  }

  void delete(String name) {
    change(new Change(name, null, seen.get(name)));
  }

  void rename(String from, String to) {
    change(new Change(from, to, seen.get(from)));
  }

  private void change(Change change) {
    change.applyTo(seen);
    unforced.add(change);
  }

  void force() {
    unforced.forEach(change -> change.applyTo(durable));
    unforced.clear();
  }

  /** What is there after the power went; this disk stays as it is. */
  ModelDisk afterPowerLoss(PowerLoss loss) {
    TreeMap<String, ModelFile> left = new TreeMap<>(durable);
    for (Change change : unforced) {
      if (loss.keeps()) {
        change.applyTo(left);
      }
    }
    ModelDisk disk = new ModelDisk();
    UnaryOperator<ModelFile> survivor = once(file -> file.afterPowerLoss(loss));
    left.forEach((name, file) -> disk.seen.put(name, survivor.apply(file)));
    disk.durable.putAll(disk.seen);
    return disk;
  }

  /** The same disk, which no longer changes together with this one. */
  ModelDisk copy() {
    ModelDisk disk = new ModelDisk();
    UnaryOperator<ModelFile> copied = once(ModelFile::copy);
    seen.forEach((name, file) -> disk.seen.put(name, copied.apply(file)));
    durable.forEach((name, file) -> disk.durable.put(name, copied.apply(file)));
    unforced.forEach(
        change ->
            disk.unforced.add(new Change(change.from(), change.to(), copied.apply(change.file()))));
    return disk;
  }

  private static UnaryOperator<ModelFile> once(UnaryOperator<ModelFile> made) {
    Map<ModelFile, ModelFile> known = new IdentityHashMap<>();
    return file -> known.computeIfAbsent(file, made);
  }
}
