import io.trino.plugin.memory.MemoryPlugin;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.spi.type.TimeZoneKey;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.TestingSession;
import java.util.Map;

/** One Trino in one process: tables in memory, the session in UTC like Athena's. */
public class Oracle {
    public static void main(String[] args) throws Exception {
        var session = TestingSession.testSessionBuilder()
                .setCatalog("memory")
                .setSchema("default")
                .setTimeZoneKey(TimeZoneKey.UTC_KEY)
                .build();
        var runner = DistributedQueryRunner.builder(session)
                .setNodeCount(1)
                .setExtraProperties(Map.of(
                        "query.max-memory-per-node", "400MB",
                        // What it remembers of thousands of statements would fill its memory.
                        "query.max-history", "10"))
                .build();
        runner.installPlugin(new MemoryPlugin());
        runner.createCatalog("memory", "memory", Map.of());
        runner.installPlugin(new TpchPlugin());
        runner.createCatalog("tpch", "tpch", Map.of());
        System.out.println("READY " + runner.getCoordinator().getBaseUrl());
        Thread.sleep(Long.MAX_VALUE);
    }
}
