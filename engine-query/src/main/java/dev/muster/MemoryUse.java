// SPDX-License-Identifier: Apache-2.0
package dev.muster;

/**
 * Heap memory of one kind of structure.
 *
 * @param what the kind
 * @param sizeBytes approximately; arrays are counted, small objects estimated
 */
public record MemoryUse(String what, long sizeBytes) {}
