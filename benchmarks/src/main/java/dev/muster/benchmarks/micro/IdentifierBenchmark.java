// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import dev.muster.shard.dictionary.ByteHash;
import dev.muster.shard.dictionary.ByteStringTable;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to look an identifier up, of so many?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar IdentifierBenchmark}
 *
 * <p>The engine holds bytes without an object for each; its hash is part of the time. The map holds
 * strings, and is asked with others that are equal, whose hashes are known from the second time on
 * and so are nearly free.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class IdentifierBenchmark {

  /** Asked for in turn; a power of two. */
  private static final int SAMPLES = 1 << 16;

  @Param({"100000", "2000000"})
  int identifiers;

  private final byte[][] bytes = new byte[SAMPLES][];
  private final String[] texts = new String[SAMPLES];
  private final ByteStringTable table = new ByteStringTable();
  private final Object2IntOpenHashMap<String> map = new Object2IntOpenHashMap<>();
  private int next;

  @Setup(Level.Trial)
  public void fill() {
    map.defaultReturnValue(-1);
    for (int i = 0; i < identifiers; i++) {
      String text = text(i);
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      table.intern(utf8, 0, utf8.length, ByteHash.of(utf8, 0, utf8.length));
      map.put(text, i);
    }
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < SAMPLES; i++) {
      texts[i] = text(random.nextInt(identifiers));
      bytes[i] = texts[i].getBytes(StandardCharsets.UTF_8);
    }
  }

  /** The text of an identifier, of 16 bytes. */
  static String text(int number) {
    return "customer-" + (1_000_000 + number);
  }

  @Benchmark
  public int table() {
    byte[] asked = bytes[next++ & SAMPLES - 1];
    return table.find(asked, 0, asked.length, ByteHash.of(asked, 0, asked.length));
  }

  @Benchmark
  public int map() {
    return map.getInt(texts[next++ & SAMPLES - 1]);
  }

  /** The next one is the first again. */
  void rewind() {
    next = 0;
  }

  /** The number of the identifier that is next. */
  int expected() {
    return Integer.parseInt(texts[next & SAMPLES - 1].substring("customer-".length())) - 1_000_000;
  }
}
