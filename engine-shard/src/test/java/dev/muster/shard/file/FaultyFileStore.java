// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory with a cache that loses what was not forced, and a process that dies when told.
 *
 * <p>Every I/O has an index, from 0; a {@link FaultPlan} names one and what goes wrong there. After
 * a stop, or at any time, {@link #afterPowerLoss} gives the disk as it could be after the power
 * went and {@link #afterKill} as it is after the process died, each for a new process. Of what was
 * not forced, power loss leaves each write whole, not at all, up to some byte, by the sector, with
 * garbage or with bits flipped, and each change of a size or a name or nothing of it, independently
 * of their order. What was forced is not touched. All of it is decided by seeds.
 *
 * <p>Writes that overlap keep their order, as they do for a sector of a disk. Several threads may
 * share it; they take turns.
 */
public final class FaultyFileStore implements FileStore {

  /** Kinds of I/O. */
  public enum Io {
    READ,
    LIST,
    OPEN,
    WRITE,
    RESIZE,
    FORCE,
    CREATE,
    DELETE,
    RENAME,
    FORCE_DIRECTORY
  }

  private final ModelDisk disk;
  private final List<Io> trace = new ArrayList<>();
  private FaultPlan plan = FaultPlan.none();
  private boolean stopped;
  private boolean locked;
  private @Nullable String faultyFile;

  /** An empty disk. */
  public FaultyFileStore() {
    this(new ModelDisk());
  }

  private FaultyFileStore(ModelDisk disk) {
    this.disk = disk;
  }

  /**
   * What the first I/O that went wrong was done to: a file or "the directory"; null if none did.
   */
  public synchronized @Nullable String faultyFile() {
    return faultyFile;
  }

  /** Replaces the plan; its index counts all I/O of this store, also that which was before. */
  public synchronized FaultyFileStore withPlan(FaultPlan newPlan) {
    plan = newPlan;
    return this;
  }

  /** What was done so far; the next I/O has the index of its size. */
  public synchronized List<Io> trace() {
    return List.copyOf(trace);
  }

  /** Whether the plan has stopped the process. */
  public synchronized boolean isStopped() {
    return stopped;
  }

  /** The disk as it could be after the power went now. This store stays as it is. */
  public synchronized FaultyFileStore afterPowerLoss(long seed) {
    return new FaultyFileStore(disk.afterPowerLoss(new PowerLoss(seed)));
  }

  /** The disk after the process died now: all that was written is seen, if not all forced. */
  public synchronized FaultyFileStore afterKill() {
    return new FaultyFileStore(disk.copy());
  }

  /** The bytes of a file, as a process sees them. */
  public synchronized byte[] bytes(String name) {
    return disk.file(name).bytes();
  }

  /** Whether a process finds no such file. */
  public synchronized boolean isMissing(String name) {
    return disk.file(name) == null;
  }

  /** Puts a file of these bytes on the disk, forced, behind everybody's back. */
  public synchronized void put(String name, byte[] bytes) {
    if (disk.file(name) == null) {
      disk.create(name);
      disk.force();
    }
    ModelFile file = disk.file(name);
    file.resize(0);
    file.write(0, bytes.clone());
    file.force(true);
  }

  /** Takes a file off the disk, durably, behind everybody's back. */
  public synchronized void remove(String name) {
    disk.delete(name);
    disk.force();
  }

  @Override
  public synchronized StoredFile create(String name) throws IOException {
    FileNames.check(name);
    boolean dying = begin(Io.CREATE, name);
    if (disk.file(name) != null) {
      throw new IOException(name + " is there already");
    }
    if (!dying || random().nextBoolean()) {
      disk.create(name);
    }
    end(dying);
    return new OpenFile(name, disk.file(name), true);
  }

  @Override
  public synchronized StoredFile open(String name) throws IOException {
    return new OpenFile(name, found(Io.OPEN, name), true);
  }

  @Override
  public synchronized StoredFile openToRead(String name) throws IOException {
    return new OpenFile(name, found(Io.OPEN, name), false);
  }

  private ModelFile found(Io io, String name) throws IOException {
    FileNames.check(name);
    end(begin(io, name));
    ModelFile file = disk.file(name);
    if (file == null) {
      throw new FileNotFoundException(name);
    }
    return file;
  }

  @Override
  public synchronized boolean exists(String name) throws IOException {
    FileNames.check(name);
    end(begin(Io.LIST, name));
    return disk.file(name) != null;
  }

  @Override
  public synchronized List<String> list() throws IOException {
    end(begin(Io.LIST, "the directory"));
    return disk.names();
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    FileNames.check(name);
    boolean dying = begin(Io.DELETE, name);
    if (disk.file(name) == null) {
      throw new FileNotFoundException(name);
    }
    if (!dying || random().nextBoolean()) {
      disk.delete(name);
    }
    end(dying);
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    FileNames.check(from);
    FileNames.check(to);
    boolean dying = begin(Io.RENAME, from);
    if (disk.file(from) == null) {
      throw new FileNotFoundException(from);
    }
    if (!dying || random().nextBoolean()) {
      disk.rename(from, to);
    }
    end(dying);
  }

  @Override
  public synchronized void forceDirectory() throws IOException {
    boolean dying = begin(Io.FORCE_DIRECTORY, "the directory");
    if (!dying || random().nextInt(4) == 0) {
      disk.force();
    }
    end(dying);
  }

  @Override
  public synchronized Closeable lock(String name) throws IOException {
    FileNames.check(name);
    if (locked) {
      throw new DirectoryInUseException("of the test", "this process");
    }
    locked = true;
    return () -> locked = false;
  }

  /** Counts an I/O. Returns whether the process dies in it, throws if it fails as a whole. */
  private boolean begin(Io io, String name) throws IOException {
    boolean dying = count(io);
    if (isFaulty() && plan.kind() == FaultPlan.Kind.ERROR) {
      throw error(name);
    }
    if (isFaulty() && plan.kind() == FaultPlan.Kind.FULL && takesSpace(io)) {
      throw full(name);
    }
    return dying;
  }

  private boolean count(Io io) {
    if (stopped) {
      throw new StoppedException(trace.size());
    }
    trace.add(io);
    stopped = isFaulty() && plan.kind() == FaultPlan.Kind.STOP;
    return stopped;
  }

  private <E extends IOException> E noted(String name, E failure) {
    faultyFile = faultyFile == null ? name : faultyFile;
    return failure;
  }

  private void end(boolean dying) {
    if (dying) {
      throw new StoppedException(trace.size() - 1);
    }
  }

  private boolean isFaulty() {
    return plan.covers(trace.size() - 1);
  }

  private static boolean takesSpace(Io io) {
    return io == Io.WRITE || io == Io.FORCE || io == Io.CREATE || io == Io.RENAME;
  }

  private IOException error(String name) {
    return noted(name, new IOException(name + ": input/output error at I/O " + plan.index()));
  }

  private IOException full(String name) {
    return noted(name, new StorageFullException(name, null));
  }

  private SplittableRandom random() {
    return new SplittableRandom(plan.seed() + trace.size() - 1 - plan.index());
  }

  /** A file as one process has it open. */
  private final class OpenFile implements StoredFile {

    private final String name;
    private final ModelFile file;
    private final boolean writable;
    private volatile boolean closed;

    OpenFile(String name, ModelFile file, boolean writable) {
      this.name = name;
      this.file = file;
      this.writable = writable;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long size() throws IOException {
      synchronized (FaultyFileStore.this) {
        checkOpen(false);
        return file.size();
      }
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      synchronized (FaultyFileStore.this) {
        checkOpen(false);
        end(begin(Io.READ, name));
        int count = (int) Math.max(0, Math.min(target.remaining(), file.size() - position));
        if (count > 0) {
          file.read(target, (int) position, count);
        }
        return count;
      }
    }

    @Override
    public void write(long position, ByteBuffer... sources) throws IOException {
      synchronized (FaultyFileStore.this) {
        checkOpen(true);
        int size = 0;
        for (ByteBuffer source : sources) {
          size += source.remaining();
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        for (ByteBuffer source : sources) {
          all.put(source);
        }
        write((int) position, all.array());
      }
    }

    @Override
    public void preallocate(long from, long to) throws IOException {
      synchronized (FaultyFileStore.this) {
        checkOpen(true);
        if (from < to) {
          write((int) from, new byte[(int) (to - from)]);
        }
      }
    }

    private void write(int position, byte[] bytes) throws IOException {
      boolean dying = count(Io.WRITE);
      if (!isFaulty()) {
        file.write(position, bytes);
        return;
      }
      // The dying process may have written all, or a part that power loss cuts further.
      int part = random().nextInt(Math.max(1, bytes.length));
      boolean whole = dying && random().split().nextBoolean();
      file.write(position, Arrays.copyOf(bytes, whole ? bytes.length : part));
      end(dying);
      throw plan.kind() == FaultPlan.Kind.FULL ? full(name) : error(name);
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (FaultyFileStore.this) {
        checkOpen(true);
        boolean dying = begin(Io.RESIZE, name);
        if (size < file.size() && (!dying || random().nextBoolean())) {
          file.resize((int) size);
        }
        end(dying);
      }
    }

    @Override
    public void force(boolean metadata) throws IOException {
      synchronized (FaultyFileStore.this) {
        checkOpen(true);
        boolean dying = count(Io.FORCE);
        boolean failing =
            isFaulty()
                && (plan.kind() == FaultPlan.Kind.ERROR || plan.kind() == FaultPlan.Kind.FULL);
        if (failing) {
          file.failForce(random());
          throw plan.kind() == FaultPlan.Kind.FULL ? full(name) : error(name);
        }
        if (!dying || random().nextInt(4) == 0) {
          file.force(metadata);
        }
        end(dying);
      }
    }

    private void checkOpen(boolean toWrite) throws IOException {
      if (closed) {
        throw new IOException(name + " is closed");
      }
      if (toWrite && !writable) {
        throw new IOException(name + " is open to read only");
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
