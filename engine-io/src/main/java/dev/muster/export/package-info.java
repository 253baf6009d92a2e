// SPDX-License-Identifier: Apache-2.0
/**
 * Audiences out of an engine, into files: {@link dev.muster.export.AudienceExport} reads them at
 * one position, an {@link dev.muster.export.ExportFormat} tells how they are written. Profiles as
 * JSON documents are in {@code dev.muster.json}.
 */
@NullMarked
package dev.muster.export;

import org.jspecify.annotations.NullMarked;
