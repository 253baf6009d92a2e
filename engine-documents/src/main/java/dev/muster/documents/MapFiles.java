// SPDX-License-Identifier: Apache-2.0
package dev.muster.documents;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;

/**
 * The two maps, each in a file: contents by {@linkplain DocumentKeys#document key}, and {@linkplain
 * DocumentNames names} by the key of the profile.
 *
 * <p>A map is cut into segments, and a segment into tiers of contiguous room, of which it gets more
 * when it needs them. A tier is made large enough for several of the largest documents, and there
 * may be many times as many tiers as are expected, so that neither uneven segments nor gaps between
 * entries keep out what {@link MapSizes} lets in. Files are sparse: what is not written takes no
 * disk.
 */
record MapFiles(
    Path directory, ChronicleMap<byte[], byte[]> contents, ChronicleMap<byte[], byte[]> names) {

  private static final String CONTENTS = "contents.map";
  private static final String NAME_LISTS = "names.map";

  /** The names of the files. */
  static final List<String> NAMES = List.of(CONTENTS, NAME_LISTS);

  /** Room that comes in one piece: eight of the largest documents. */
  private static final long TIER_BYTES_MIN = 8 << 20;

  private static final int SEGMENTS_MAX = 1_024;
  private static final double BLOAT_MAX = 16;

  /** Opens what is there, or makes it. */
  static MapFiles open(Path directory, MapSizes sizes) throws IOException {
    ChronicleMap<byte[], byte[]> contents =
        open(directory.resolve(CONTENTS), sizes, sizes.averageBytes(), sizes.contentBytesMax());
    ChronicleMap<byte[], byte[]> names = null;
    try {
      names =
          open(
              directory.resolve(NAME_LISTS),
              sizes,
              MapSizes.NAME_BYTES_AVERAGE,
              sizes.nameBytesMax());
    } finally {
      if (names == null) {
        contents.close();
      }
    }
    return new MapFiles(directory, contents, names);
  }

  private static ChronicleMap<byte[], byte[]> open(
      Path file, MapSizes sizes, int averageBytes, long bytesMax) throws IOException {
    int segments = 1;
    while (segments < SEGMENTS_MAX && bytesMax / (segments * 2L) >= TIER_BYTES_MIN) {
      segments *= 2;
    }
    // Small enough to waste little of an average entry, large enough for few chunks of it.
    int chunkBytes = Math.max(16, Math.min(4_096, Integer.highestOneBit(averageBytes / 4 + 1)));
    long tierBytes = Math.max(TIER_BYTES_MIN, bytesMax / segments);
    return ChronicleMapBuilder.of(byte[].class, byte[].class)
        .name(String.valueOf(file.getFileName()))
        .constantKeySizeBySample(new byte[DocumentKeys.SIZE_BYTES])
        .entries(sizes.documentsMax())
        .actualSegments(segments)
        .entriesPerSegment(Math.max(64, sizes.documentsMax() / segments * 5 / 4))
        .actualChunkSize(chunkBytes)
        .actualChunksPerSegmentTier(tierBytes * 5 / 4 / chunkBytes)
        .maxBloatFactor(BLOAT_MAX)
        .skipCloseOnExitHook(true)
        .createPersistedTo(file.toFile());
  }

  /** Unmaps both. Nobody uses them any more. */
  void close() {
    contents.close();
    names.close();
  }

  /** Makes both survive the loss of power; once they are closed. */
  void force() throws IOException {
    for (String name : NAMES) {
      try (FileChannel file = FileChannel.open(directory.resolve(name), StandardOpenOption.WRITE)) {
        file.force(true);
      }
    }
  }
}
