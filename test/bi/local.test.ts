import { LOCAL_TOOLS, localKit } from '../../bi';

const connection = {
  url: 'http://127.0.0.1:4080',
  config: '/lake/aws/config',
  credentials: '/lake/aws/credentials',
  persona: 'analyst',
  secret: 'the-secret-key',
  database: 'gold',
};

test.each(LOCAL_TOOLS)(
  'the key stands in files of %s that are for their owner alone, and nowhere else',
  (tool) => {
    for (const { content, isSecret = false } of localKit(tool, connection, 'doses').files)
      expect(content.includes(connection.secret)).toBe(isSecret);
  },
);

test('Python reads the persona’s profile, JDBC goes to the door’s own port', () => {
  const [pyathena] = localKit('python', connection, 'doses').files;
  expect(pyathena?.content).toContain('os.environ["AWS_CONFIG_FILE"] = "/lake/aws/config"');
  const [address] = localKit('jdbc', connection, 'doses').files;
  expect(address?.content).toBe(
    'jdbc:trino://127.0.0.1:4080/awsdatacatalog/gold?user=analyst&extraCredentials=password:the-secret-key\n',
  );
});
