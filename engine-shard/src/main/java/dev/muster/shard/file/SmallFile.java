// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written once, as a whole, and is there as a whole or not at all.
 *
 * <pre>
 * 0  8  magic, of the kind of file
 * 8  4  format version
 * 12 4  bytes of content
 * 16 n  content
 *    4  CRC32C of all before
 * </pre>
 *
 * <p>All numbers lowest byte first.
 */
public final class SmallFile {

  private static final int HEAD_BYTES = 16;
  private static final int CRC_BYTES = 4;
  private static final int CONTENT_BYTES_MAX = 1 << 20;

  private SmallFile() {}

  /**
   * Writes {@code content} as {@code name}, in place of what was there. It survives the loss of
   * power when this returns; until then, so does what was there.
   */
  public static void write(FileStore store, String name, long magic, int version, byte[] content)
      throws IOException {
    prepare(store, name, magic, version, content);
    commit(store, name);
  }

  /**
   * The first half of {@link #write}: has {@code content} on disk beside {@code name}. Whatever
   * comes of it, {@code name} is what it was.
   */
  public static void prepare(FileStore store, String name, long magic, int version, byte[] content)
      throws IOException {
    if (content.length > CONTENT_BYTES_MAX) {
      // Before anything is written: it could not be read again.
      throw new IOException(name + " has at most 1048576 bytes, bytes=" + content.length);
    }
    ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + content.length + CRC_BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(magic).putInt(version).putInt(content.length).put(content);
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), 0, bytes.position());
    bytes.putInt((int) crc.getValue()).flip();
    String aside = aside(name);
    if (store.exists(aside)) {
      store.delete(aside);
    }
    try (StoredFile file = store.create(aside)) {
      file.write(0, bytes);
      file.force(true);
    }
  }

  /**
   * The second half: puts what was prepared in place of {@code name}. If it throws anything but
   * {@link StorageFullException}, nobody knows which of the two is on disk.
   */
  public static void commit(FileStore store, String name) throws IOException {
    store.rename(aside(name), name);
    store.forceDirectory();
  }

  private static String aside(String name) {
    return name + "-new";
  }

  /**
   * Reads the content of {@code name}.
   *
   * @throws DamagedFileException if it is not such a file, or is of another version
   */
  public static ByteBuffer read(FileStore store, String name, long magic, int version)
      throws IOException {
    try (StoredFile file = store.openToRead(name)) {
      long size = file.size();
      if (size < HEAD_BYTES + CRC_BYTES || size > HEAD_BYTES + CONTENT_BYTES_MAX + CRC_BYTES) {
        throw new DamagedFileException(name, 0, "the file has " + size + " bytes");
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
      file.read(bytes, 0);
      bytes.flip();
      CRC32C crc = new CRC32C();
      crc.update(bytes.array(), 0, (int) size - CRC_BYTES);
      if (bytes.getInt((int) size - CRC_BYTES) != (int) crc.getValue()) {
        throw new DamagedFileException(name, size - CRC_BYTES, "the checksum is wrong");
      }
      if (bytes.getLong(0) != magic) {
        throw new DamagedFileException(name, 0, "the file is of another kind");
      }
      if (bytes.getInt(8) != version) {
        throw new DamagedFileException(
            name, 8, "version " + version + " is read here, found " + bytes.getInt(8));
      }
      if (bytes.getInt(12) != size - HEAD_BYTES - CRC_BYTES) {
        throw new DamagedFileException(name, 12, "the length of the content is wrong");
      }
      return bytes
          .slice(HEAD_BYTES, (int) size - HEAD_BYTES - CRC_BYTES)
          .order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /**
   * Reads a file and removes it durably: for what is true once at most. Null if there is none, or
   * it is not as it was written; then it is removed as well.
   */
  public static @Nullable ByteBuffer take(FileStore store, String name, long magic, int version)
      throws IOException {
    if (!store.exists(name)) {
      return null;
    }
    @Nullable ByteBuffer content;
    try {
      content = read(store, name, magic, version);
    } catch (DamagedFileException e) {
      content = null;
    }
    store.delete(name);
    store.forceDirectory();
    return content;
  }
}
