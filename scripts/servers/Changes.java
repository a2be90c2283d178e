import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import java.io.FileInputStream;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.ArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Debezium's engine with Kafka behind it, which Kafka Connect would be otherwise. */
public class Changes {
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        properties.load(new FileInputStream(arguments[0]));
        Properties broker = new Properties();
        broker.put("bootstrap.servers", arguments[1]);
        KafkaProducer<String, String> producer =
                new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer());
        DebeziumEngine<ChangeEvent<String, String>> engine = DebeziumEngine.create(Json.class)
                .using(properties)
                .notifying((List<ChangeEvent<String, String>> events,
                        DebeziumEngine.RecordCommitter<ChangeEvent<String, String>> committer) -> {
                    List<Future<RecordMetadata>> sent = new ArrayList<>();
                    for (ChangeEvent<String, String> event : events) {
                        sent.add(producer.send(
                                new ProducerRecord<>(event.destination(), event.key(), event.value())));
                    }
                    for (Future<RecordMetadata> each : sent) {
                        try {
                            each.get();
                        } catch (Exception failed) {
                            throw new RuntimeException(failed);
                        }
                    }
                    for (ChangeEvent<String, String> event : events) {
                        committer.markProcessed(event);
                    }
                    committer.markBatchFinished();
                })
                .using((success, message, error) -> {
                    System.err.println("ended: " + success + " " + message);
                    if (error != null) error.printStackTrace();
                    System.exit(success ? 0 : 1);
                })
                .build();
        engine.run();
    }
}
