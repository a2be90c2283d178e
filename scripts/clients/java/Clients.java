import java.net.URI;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients in Java against a lake of this machine. Prints a line of JSON per client. */
public final class Clients {
    private static final String QUERY =
            "SELECT cvx_code, vaccine_name, doses, suppressed FROM immunizations_by_vaccine ORDER BY cvx_code DESC";

    private interface Work {
        void run() throws Exception;
    }

    public static void main(String[] arguments) {
        tell("AWS SDK for Java", VersionInfo.SDK_VERSION, "a profile, a query, pages, S3", Clients::sdk);
        tell("trino-jdbc", "435", "a query, a prepared statement, `getTables`, `getColumns`, an error", Clients::jdbc);
        tell("trino-jdbc, as Metabase asks", "435", "the calls by which its drivers for Athena and Starburst learn of schemas, tables and columns",
                Clients::asMetabase);
    }

    private static void sdk() throws Exception {
        try (AthenaClient athena = AthenaClient.create(); S3Client s3 = S3Client.create()) {
            String id = athena.startQueryExecution(request -> request
                    .queryString(QUERY)
                    .queryExecutionContext(context -> context.database("gold"))).queryExecutionId();
            QueryExecution found;
            do {
                found = athena.getQueryExecution(request -> request.queryExecutionId(id)).queryExecution();
            } while (found.status().completionDateTime() == null);
            same(found.status().state(), QueryExecutionState.SUCCEEDED);
            List<String> codes = new ArrayList<>();
            athena.getQueryResultsPaginator(request -> request.queryExecutionId(id).maxResults(2))
                    .forEach(page -> page.resultSet().rows().forEach(row -> codes.add(row.data().get(0).varCharValue())));
            same(codes, List.of("cvx_code", "140", "10"));
            URI location = URI.create(found.resultConfiguration().outputLocation());
            byte[] file = s3.getObject(request -> request.bucket(location.getHost()).key(location.getPath().substring(1)),
                    ResponseTransformer.toBytes()).asByteArray();
            same(new String(file, "UTF-8").startsWith("\"cvx_code\","), true);
        }
    }

    private static Connection trino() throws Exception {
        URI door = URI.create(System.getenv("DOOR_URL"));
        Properties properties = new Properties();
        properties.setProperty("user", "analyst");
        properties.setProperty("extraCredentials", "password:" + System.getenv("DOOR_SECRET"));
        String url = "jdbc:trino://" + door.getHost() + ":" + door.getPort() + "/awsdatacatalog/gold";
        return DriverManager.getConnection(url, properties);
    }

    private static void jdbc() throws Exception {
        try (Connection connection = trino()) {
            try (ResultSet rows = connection.createStatement().executeQuery(QUERY)) {
                same(rows.next(), true);
                same(rows.getString("vaccine_name"), "Influenza, \"seasonal\"");
                same(rows.getLong("doses"), 12L);
                same(rows.getBoolean("suppressed"), false);
                same(rows.next(), true);
                same(rows.getObject("doses"), null);
                same(rows.next(), false);
            }
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT doses, DATE '2026-01-31', TIMESTAMP '2026-01-31 10:00:00.123' FROM immunizations_by_vaccine WHERE cvx_code = ?")) {
                statement.setString(1, "140");
                try (ResultSet rows = statement.executeQuery()) {
                    same(rows.next(), true);
                    same(rows.getLong(1), 12L);
                    same(rows.getDate(2).toString(), "2026-01-31");
                    same(rows.getTimestamp(3).toString(), "2026-01-31 10:00:00.123");
                }
            }
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = connection.getMetaData().getTables("awsdatacatalog", "gold", "%", null)) {
                while (rows.next()) tables.add(rows.getString("TABLE_NAME"));
            }
            same(tables.contains("immunizations_by_vaccine"), true);
            List<String> columns = new ArrayList<>();
            try (ResultSet rows = connection.getMetaData().getColumns("awsdatacatalog", "gold", "immunizations_by_vaccine", "%")) {
                while (rows.next()) columns.add(rows.getString("COLUMN_NAME") + " " + rows.getInt("DATA_TYPE"));
            }
            same(columns.contains("doses -5"), true);
            try {
                connection.createStatement().executeQuery("SELECT patient_id FROM silver.immunizations");
                throw new AssertionError("saw a hidden column");
            } catch (SQLException error) {
                same(error.getMessage().contains("cannot be resolved"), true);
            }
        }
    }

    /** What its sources ask a JDBC driver for, in their order. */
    private static void asMetabase() throws Exception {
        try (Connection connection = trino()) {
            DatabaseMetaData metadata = connection.getMetaData();
            List<String> schemas = column(metadata.getSchemas(), "TABLE_SCHEM");
            same(schemas.containsAll(List.of("gold", "silver")), true);
            List<String> tables = column(metadata.getTables("awsdatacatalog", "gold", "%", new String[] {"TABLE", "VIEW"}), "TABLE_NAME");
            same(tables.contains("immunizations_by_vaccine"), true);
            List<String> columns = column(metadata.getColumns("awsdatacatalog", "silver", "immunizations", null), "COLUMN_NAME");
            same(columns.contains("primary_source") && !columns.contains("patient_id"), true);
            same(column(metadata.getPrimaryKeys("awsdatacatalog", "gold", "immunizations_by_vaccine"), "COLUMN_NAME"), List.of());
            same(column(metadata.getImportedKeys("awsdatacatalog", "gold", "immunizations_by_vaccine"), "FKCOLUMN_NAME"), List.of());
            Statement statement = connection.createStatement();
            same(column(statement.executeQuery("SHOW SCHEMAS FROM \"awsdatacatalog\""), "Schema").contains("gold"), true);
            same(column(statement.executeQuery("SHOW TABLES FROM \"awsdatacatalog\".\"gold\""), "Table").contains("immunizations_by_vaccine"), true);
            same(column(statement.executeQuery("DESCRIBE \"awsdatacatalog\".\"gold\".\"immunizations_by_vaccine\""), "Column").contains("doses"), true);
            same(column(statement.executeQuery("SELECT TRUE AS \"_\" FROM \"gold\".\"immunizations_by_vaccine\" WHERE 1 <> 1 LIMIT 0"), "_"), List.of());
            same(column(statement.executeQuery("SELECT \"source\".\"cvx_code\" AS \"cvx_code\", SUM(\"source\".\"doses\") AS \"sum\" FROM"
                    + " (SELECT * FROM \"gold\".\"immunizations_by_vaccine\") \"source\" WHERE (\"source\".\"suppressed\" = FALSE)"
                    + " GROUP BY \"source\".\"cvx_code\" ORDER BY \"source\".\"cvx_code\" ASC LIMIT 2000"), "sum"), List.of("12"));
        }
    }

    private static List<String> column(ResultSet rows, String name) throws SQLException {
        List<String> found = new ArrayList<>();
        try (rows) {
            while (rows.next()) found.add(rows.getString(name));
        }
        return found;
    }

    private static void same(Object found, Object expected) {
        if (found == null ? expected != null : !found.equals(expected)) {
            throw new AssertionError("found " + found + ", expected " + expected);
        }
    }

    private static void tell(String name, String version, String what, Work work) {
        String wrong = "null";
        try {
            work.run();
        } catch (Throwable error) {
            wrong = quoted(error.getClass().getSimpleName() + ": " + error.getMessage());
        }
        System.out.println("{\"name\":" + quoted(name) + ",\"version\":" + quoted(version) + ",\"what\":" + quoted(what)
                + ",\"wrong\":" + wrong + "}");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ").replace("\r", " ") + "\"";
    }
}
