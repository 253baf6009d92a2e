// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes and converts a chunk, but for the records at its beginning that are done already. */
final class ChunkConversion implements RecordSink {

  private final RecordConverter converter;
  private final boolean countsOthers;
  private final List<LoadRecord> records = new ArrayList<>();
  private final Map<String, Long> otherCounts = new LinkedHashMap<>();
  private int passedOver;

  private ChunkConversion(RecordConverter converter, int passedOver, boolean countsOthers) {
    this.converter = converter;
    this.passedOver = passedOver;
    this.countsOthers = countsOthers;
  }

  /**
   * What a chunk has come to.
   *
   * @param index its place in the source
   * @param done how many records at its beginning are not among {@code records}
   * @param records the others, in order
   * @param otherCounts for each field that is not mapped, how many of them have it
   */
  record Result(int index, int done, List<LoadRecord> records, Map<String, Long> otherCounts) {}

  static Result of(
      RecordChunk chunk, int index, int done, RecordConverter converter, UnknownFields unknown) {
    boolean others = !unknown.areIgnored();
    ChunkConversion conversion = new ChunkConversion(converter, done, others);
    chunk.decode(converter.paths(), others, conversion);
    if (done + conversion.records.size() > RecordChunk.RECORDS_MAX) {
      throw new IllegalStateException(
          "a chunk may have at most "
              + RecordChunk.RECORDS_MAX
              + " records, found "
              + (done + conversion.records.size()));
    }
    return new Result(index, done, conversion.records, conversion.otherCounts);
  }

  @Override
  public void record(long line, @Nullable Object[] values, Map<String, Object> others) {
    if (passedOver > 0) {
      passedOver--;
      return;
    }
    if (countsOthers) {
      others.keySet().forEach(path -> otherCounts.merge(path, 1L, Long::sum));
    }
    try {
      records.add(new LoadRecord(line, converter.operations(values, others), null));
    } catch (RejectedRecordException e) {
      records.add(new LoadRecord(line, List.of(), e.at(line)));
    }
  }

  @Override
  public void malformed(long line, String reason) {
    if (passedOver > 0) {
      passedOver--;
      return;
    }
    Reject reject = new Reject(line, Reject.Reason.MALFORMED, null, null, reason);
    records.add(new LoadRecord(line, List.of(), reject));
  }
}
