import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/** Serves Bolt on port args[2] (0: a free one) of the loopback from folder args[0], password args[1] (empty: as it was), until standard input ends. */
class Neo4jServer {
  public static void main(String[] args) throws Exception {
    var server = new DatabaseManagementServiceBuilder(Path.of(args[0]))
        .setConfig(GraphDatabaseSettings.auth_enabled, true)
        .setConfig(BoltConnector.enabled, true)
        .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", Integer.parseInt(args[2])))
        // Tests fill and empty it all the time: plans are as good as they were, and log files of 256 MB are not needed.
        .setConfig(GraphDatabaseSettings.cypher_min_replan_interval, Duration.ofHours(1))
        .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
        .build();
    var system = (GraphDatabaseAPI) server.database(GraphDatabaseSettings.SYSTEM_DATABASE_NAME);
    if (!args[1].isEmpty()) {
      system.executeTransactionally("ALTER USER neo4j SET PASSWORD '" + args[1] + "' CHANGE NOT REQUIRED");
    }
    var ports = system.getDependencyResolver().resolveDependency(ConnectorPortRegister.class);
    System.out.println("bolt://" + ports.getLocalAddress(ConnectorType.BOLT));
    System.in.transferTo(OutputStream.nullOutputStream());
    server.shutdown();
  }
}
