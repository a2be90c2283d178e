import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { PropertyType, Property, SpecDatabase } from '@aws-cdk/service-spec-types';

/** A property that CloudFormation takes, with a value of its type. */
export interface SchemaProperty {
  /** Names from the resource down to the property. */
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Properties of properties are generated to this depth. */
const DEPTH = 3;

/** CloudFormation's own schemas of resource types. */
export class Schemas {
  private readonly database: SpecDatabase = loadAwsServiceSpecSync();

  /** Names of all types there are. */
  get types(): string[] {
    return this.database.all('resource').map(({ cloudFormationType }) => cloudFormationType);
  }

  /** A resource of a type with a value for each property that it must have. */
  example(type: string): Record<string, unknown> {
    const properties = Object.entries(this.resource(type)?.properties ?? {});
    return Object.fromEntries(
      properties
        .filter(([, { required }]) => required)
        .map(([name, { type: of }]) => [name, this.value(of, DEPTH)]),
    );
  }

  /** Every property that a type may have, down to those of its properties. */
  properties(type: string): SchemaProperty[] {
    return this.below(this.resource(type)?.properties ?? {}, [], DEPTH);
  }

  private resource(type: string): { readonly properties: Readonly<Record<string, Property>> } | undefined {
    return this.database.lookup('resource', 'cloudFormationType', 'equals', type)[0];
  }

  private below(
    properties: Readonly<Record<string, Property>>,
    above: readonly string[],
    depth: number,
  ): SchemaProperty[] {
    return Object.entries(properties).flatMap(([name, { type }]) => {
      const path = [...above, name];
      const nested =
        type.type === 'ref' && depth > 1
          ? this.below(this.database.get('typeDefinition', type.reference.$ref).properties, path, depth - 1)
          : [];
      return [{ path, value: this.value(type, depth) }, ...nested];
    });
  }

  private value(type: PropertyType, depth: number): unknown {
    switch (type.type) {
      case 'string':
      case 'date-time':
        return 'generated';
      case 'integer':
      case 'number':
        return 4711;
      case 'boolean':
        return true;
      case 'array':
        return [this.value(type.element, depth - 1)];
      case 'map':
        return { generated: this.value(type.element, depth - 1) };
      case 'tag':
        return { Key: 'generated', Value: 'generated' };
      case 'union':
        return this.value(type.types[0] ?? { type: 'json' }, depth);
      case 'ref': {
        if (depth <= 0) return { Generated: 'generated' };
        const { properties } = this.database.get('typeDefinition', type.reference.$ref);
        return Object.fromEntries(
          Object.entries(properties).map(([name, each]) => [name, this.value(each.type, depth - 1)]),
        );
      }
      default:
        return { Generated: 'generated' };
    }
  }
}
