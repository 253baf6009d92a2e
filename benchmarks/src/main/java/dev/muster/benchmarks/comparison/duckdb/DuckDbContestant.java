// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.duckdb;

import dev.muster.benchmarks.comparison.Contestant;
import dev.muster.benchmarks.comparison.Formulation;
import dev.muster.benchmarks.comparison.Loaded;
import dev.muster.benchmarks.workload.Question;
import dev.muster.benchmarks.workload.Workload;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB in this process and in memory, over JDBC. Statements are prepared, with their constants in
 * the text, so that it may plan for them.
 *
 * <p>In memory it compresses only if it is told to; both ways take part.
 */
public final class DuckDbContestant implements Contestant {

  private final DuckDBConnection connection;
  private final List<PreparedStatement> statements = new ArrayList<>();

  /** Answers with so many threads, from tables that are compressed or not. */
  public DuckDbContestant(int threads, boolean compressed) throws SQLException {
    connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
    execute("set threads = " + threads);
    if (compressed) {
      execute("attach ':memory:' as store (compress)");
      execute("use store");
    }
  }

  @Override
  public Loaded load(Workload workload) throws SQLException {
    List<Loaded.Step> steps = Tables.fill(connection, workload);
    // What is to be compressed and is not yet, is now.
    execute("checkpoint");
    List<Loaded.Size> sizes = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select tag, memory_usage_bytes from duckdb_memory()"
                    + " where memory_usage_bytes > 0 order by 2 desc")) {
      while (rows.next()) {
        sizes.add(new Loaded.Size("duckdb_memory() " + rows.getString(1), rows.getLong(2)));
      }
    }
    return new Loaded(steps, sizes);
  }

  @Override
  public List<Formulation> formulations(Question question) throws SQLException {
    List<Formulation> formulations = new ArrayList<>();
    for (Sql sql : Queries.of(question)) {
      PreparedStatement statement = connection.prepareStatement(sql.text());
      statements.add(statement);
      formulations.add(
          question == Question.Q13
              ? new Formulation(sql.name(), () -> firstCountries(statement))
              : new Formulation(sql.name(), () -> ask(statement)));
    }
    return formulations;
  }

  /** The numbers of the only row. */
  private static List<Long> ask(PreparedStatement statement) throws SQLException {
    List<Long> answer = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      rows.next();
      for (int column = 1; column <= columns; column++) {
        answer.add(rows.getLong(column));
      }
    }
    return answer;
  }

  /** Reads a row for every country; a country without one counts 0. */
  private static List<Long> firstCountries(PreparedStatement statement) throws SQLException {
    Map<String, Long> counts = new HashMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getLong(2));
      }
    }
    List<Long> answer = new ArrayList<>();
    for (int country = 0; country < Question.COUNTRIES; country++) {
      answer.add(counts.getOrDefault("country" + country, 0L));
    }
    return answer;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public String version() throws SQLException {
    return connection.getMetaData().getDatabaseProductVersion();
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements) {
      statement.close();
    }
    connection.close();
  }
}
