// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import dev.muster.query.plan.Plan;

/**
 * What each operator of a plan was given, estimated, found and took, added up over chunks, and the
 * same of an analysis that is asked of its rows. One per worker, merged at the end; confined to one
 * thread.
 */
public final class PlanProfile {

  private final double[] estimatedRows;
  private final long[] candidateRows;
  private final long[] resultRows;
  private final long[] nanos;
  private final long[] chunks;

  /** Where the analysis stands: after all operators. */
  private final int analysis;

  /** Nothing yet, for {@code plan} and an analysis. */
  public PlanProfile(Plan plan) {
    this(plan.nodeCount());
  }

  private PlanProfile(int analysis) {
    int nodeCount = analysis + 1;
    this.analysis = analysis;
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

  /** Nothing yet, for the same plan. */
  PlanProfile another() {
    return new PlanProfile(analysis);
  }

  /** Counts a chunk that the analysis was given {@code rows} of. */
  void addAnalyzed(long rows, long tookNanos) {
    add(analysis, rows, rows, rows, tookNanos);
  }

  /** Counts time of the analysis beyond the chunks. */
  void addAnalysisNanos(long tookNanos) {
    nanos[analysis] += tookNanos;
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

  /** The number of the analysis, to be asked about like an operator. */
  public int analysis() {
    return analysis;
  }

  /** Chunks in which it ran at all. */
  public long chunks(int node) {
    return chunks[node];
  }
}
