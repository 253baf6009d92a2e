// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

/**
 * What each operator of a plan was given, estimated, found and took, added up over chunks. One per
 * worker, merged at the end; confined to one thread.
 */
public final class PlanProfile {

  private final double[] estimatedRows;
  private final long[] candidateRows;
  private final long[] resultRows;
  private final long[] nanos;
  private final long[] chunks;

  /** Nothing yet, for a plan of {@code nodeCount} operators. */
  public PlanProfile(int nodeCount) {
    this.estimatedRows = new double[nodeCount];
    this.candidateRows = new long[nodeCount];
    this.resultRows = new long[nodeCount];
    this.nanos = new long[nodeCount];
    this.chunks = new long[nodeCount];
  }

  void add(int node, double estimated, long candidates, long result, long tookNanos) {
    estimatedRows[node] += estimated;
    candidateRows[node] += candidates;
    resultRows[node] += result;
    nanos[node] += tookNanos;
    chunks[node]++;
  }

  void merge(PlanProfile other) {
    for (int i = 0; i < nanos.length; i++) {
      estimatedRows[i] += other.estimatedRows[i];
      candidateRows[i] += other.candidateRows[i];
      resultRows[i] += other.resultRows[i];
      nanos[i] += other.nanos[i];
      chunks[i] += other.chunks[i];
    }
  }

  /** Rows that the operator was expected to find among those it was asked about. */
  public double estimatedRows(int node) {
    return estimatedRows[node];
  }

  /** Rows that it was asked about. */
  public long candidateRows(int node) {
    return candidateRows[node];
  }

  /** Rows that it found. */
  public long resultRows(int node) {
    return resultRows[node];
  }

  /** Time in it and its operands, over all workers. */
  public long nanos(int node) {
    return nanos[node];
  }

  /** Chunks in which it ran at all. */
  public long chunks(int node) {
    return chunks[node];
  }
}
