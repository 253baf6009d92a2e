// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

/**
 * What will run.
 *
 * @param root the last operator
 * @param nodeCount operators in all; their ids lie in [0, nodeCount)
 */
public record Plan(PlanNode root, int nodeCount) {}
