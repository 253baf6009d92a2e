// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.duckdb;

/**
 * A statement that answers a question.
 *
 * @param name what tells it from the others
 * @param text SQL
 */
record Sql(String name, String text) {}
