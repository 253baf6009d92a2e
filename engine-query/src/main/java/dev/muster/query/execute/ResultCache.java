// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import dev.muster.query.plan.PlanNode;
import dev.muster.query.plan.Question;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Rows that questions about events found, for when they are asked again.
 *
 * <p>What is remembered is what a question found in a chunk over one version of its events; it is
 * used for that very version only, so nothing ever has to be invalidated and no answer is stale. A
 * question is remembered from the second time on that it is asked. Once there is too much, the
 * questions that have not been asked for longest go. Thread-safe.
 */
public final class ResultCache {

  /** Questions asked once that are known to have been asked. */
  private static final int ASKED_ONCE_MAX = 1_024;

  /** What is kept of the most after too much has gathered. */
  private static final double KEPT_SHARE = 0.75;

  /** About what a question takes, and each character that it is written with. */
  private static final long QUESTION_BYTES = 512;

  private static final long CHARACTER_BYTES = 8;

  private final long bytesMax;
  private final AtomicLong bytes = new AtomicLong();
  private final CachedAnswers.Finds finds =
      new CachedAnswers.Finds(new LongAdder(), new LongAdder());
  private final AtomicLong clock = new AtomicLong();
  private final Map<Question, CachedAnswers> answers = new ConcurrentHashMap<>();

  /** Guarded by itself. */
  private final Map<Question, Boolean> askedOnce =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Boolean> eldest) {
          return size() > ASKED_ONCE_MAX;
        }
      };

  /** A cache of about {@code bytesMax} at most; 0 caches nothing. */
  public ResultCache(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** What is cached, in bytes of the heap, approximately. */
  public long sizeBytes() {
    return bytes.get();
  }

  /** How often the rows of a question in a chunk were remembered. Any thread. */
  public long hits() {
    return finds.hits().sum();
  }

  /** How often they were not, or not of these events, though the question had been asked before. */
  public long misses() {
    return finds.misses().sum();
  }

  /**
   * The cached answers of the operators of a plan that may use them.
   *
   * @param roots the last operators of plans
   * @param nodeCount operators in all
   * @return by operator, null where there is nothing to use; null if nothing is cached at all
   */
  @Nullable CachedAnswers @Nullable [] of(Collection<PlanNode> roots, int nodeCount) {
    if (bytesMax == 0) {
      return null;
    }
    if (bytes.get() > bytesMax) {
      shrink();
    }
    @Nullable CachedAnswers[] found = new CachedAnswers[nodeCount];
    boolean[] met = new boolean[nodeCount];
    long tick = clock.incrementAndGet();
    roots.forEach(root -> collect(root, met, found, tick));
    return found;
  }

  /** An operator that is met twice is asked once. */
  private void collect(PlanNode node, boolean[] met, @Nullable CachedAnswers[] found, long tick) {
    if (met[node.id()]) {
      return;
    }
    met[node.id()] = true;
    if (node instanceof PlanNode.And and) {
      and.operands().forEach(operand -> collect(operand, met, found, tick));
    } else if (node instanceof PlanNode.Or or) {
      or.operands().forEach(operand -> collect(operand, met, found, tick));
    } else if (node instanceof PlanNode.Not not) {
      collect(not.operand(), met, found, tick);
    } else {
      Question question = question(node);
      if (question != null) {
        found[node.id()] = answers(question, tick);
      }
    }
  }

  /** What {@code node} asks if the answer hangs on events alone; null if not. */
  private static @Nullable Question question(PlanNode node) {
    if (node instanceof PlanNode.Events events) {
      return events.query().filter().attributesRead() == 0 ? events.question() : null;
    }
    if (node instanceof PlanNode.Sequence sequence) {
      return sequence.query().readsAttributes() ? null : sequence.question();
    }
    return null;
  }

  private @Nullable CachedAnswers answers(Question question, long tick) {
    CachedAnswers known = answers.get(question);
    if (known == null && !isAskedAgain(question)) {
      return null;
    }
    if (known == null) {
      known = answers.computeIfAbsent(question, this::nothingYet);
    }
    known.asked(tick);
    return known;
  }

  /** What is known of a question takes room even if no chunk has an answer. */
  private CachedAnswers nothingYet(Question question) {
    int length = question.predicate().toString().length();
    return new CachedAnswers(bytes, finds, QUESTION_BYTES + CHARACTER_BYTES * length);
  }

  private boolean isAskedAgain(Question question) {
    synchronized (askedOnce) {
      if (askedOnce.remove(question) != null) {
        return true;
      }
      askedOnce.put(question, true);
      return false;
    }
  }

  private synchronized void shrink() {
    record Entry(Question question, CachedAnswers answers, long lastAsked) {}

    // With when they were asked, which goes on changing.
    List<Entry> eldest = new ArrayList<>();
    answers.forEach((asked, known) -> eldest.add(new Entry(asked, known, known.lastAsked())));
    eldest.sort(Comparator.comparingLong(Entry::lastAsked));
    for (Entry entry : eldest) {
      if (bytes.get() <= bytesMax * KEPT_SHARE) {
        return;
      }
      if (answers.remove(entry.question(), entry.answers())) {
        entry.answers().drop();
      }
    }
  }
}
