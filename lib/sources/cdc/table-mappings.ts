/**
 * The rules by which a replication tells changes of tables, and by which key each goes to a shard: all changes of a row
 * come in order.
 *
 * @param tables each `schema.table`
 * @see https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Kinesis.html#CHAP_Target.Kinesis.ObjectMapping
 */
export function tableMappings(tables: readonly string[]): object {
  const rules = tables.flatMap((table, nth) => {
    const [schema, name] = table.split('.');
    const locator = { 'object-locator': { 'schema-name': schema, 'table-name': name } };
    const rule = (type: string, action: string, place: number): object => ({
      'rule-type': type,
      'rule-id': String(2 * nth + place),
      'rule-name': `${type}-${nth + 1}`,
      'rule-action': action,
      ...locator,
    });
    return [
      { ...rule('selection', 'include', 1), filters: [] },
      {
        ...rule('object-mapping', 'map-record-to-record', 2),
        'mapping-parameters': { 'partition-key-type': 'primary-key' },
      },
    ];
  });
  return { rules };
}
