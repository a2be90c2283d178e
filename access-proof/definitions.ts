import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssetManifestArtifact, type CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { ResourceJson, TemplateJson } from './template';

type Json = Readonly<Record<string, unknown>>;

/**
 * Templates in which the definitions that state machines take from files stand in their place, and code of functions
 * has the name of what it was built from. What isn't published with the templates, or has a name in it that nothing
 * is put in the place of, stays as it is: it cannot be judged, and no check accepts it.
 */
export function templatesOf(assembly: CloudAssembly): TemplateJson[] {
  const files = publishedFiles(assembly);
  return assembly.stacks.map(({ template }) => {
    const json = template as TemplateJson;
    return {
      ...json,
      Resources: mapped(json.Resources ?? {}, (resource) => withCode(withDefinition(resource, files), files)),
    };
  });
}

interface PublishedFile {
  readonly path: string;
  /** The construct that it belongs to. */
  readonly of: string;
}

/** Files by the bucket and key that they are published to. */
type Files = ReadonlyMap<string, PublishedFile>;

const placeOf = (bucket: unknown, key: unknown): string => JSON.stringify([bucket, key]);

function publishedFiles(assembly: CloudAssembly): Files {
  const manifests = assembly.artifacts.filter((each) => AssetManifestArtifact.isAssetManifestArtifact(each));
  return new Map(
    manifests.flatMap(({ contents }) =>
      Object.values(contents.files ?? {}).flatMap(({ source: { path }, destinations, displayName }) =>
        path === undefined || displayName === undefined
          ? []
          : Object.values(destinations).map(({ bucketName, objectKey }) => {
              const file = { path: join(assembly.directory, path), of: displayName };
              return [placeOf(bucketName, objectKey), file] as const;
            }),
      ),
    ),
  );
}

function withDefinition(resource: ResourceJson, files: Files): ResourceJson {
  const {
    DefinitionS3Location: location,
    DefinitionSubstitutions: substitutions = {},
    ...properties
  } = resource.Properties ?? {};
  if (resource.Type !== 'AWS::StepFunctions::StateMachine' || location === undefined) return resource;
  const { Bucket: bucket, Key: key, Version: version } = location as Json;
  const file = files.get(placeOf(nameOf(bucket), key));
  if (file === undefined || version !== undefined) return resource;
  const text = readFileSync(file.path, 'utf8');
  const left = [...text.matchAll(/\$\{([^}]*)\}/g)].some(
    ([, each]) => !((each ?? '') in (substitutions as Json)),
  );
  if (left || 'Definition' in properties || 'DefinitionString' in properties) return resource;
  return {
    ...resource,
    Properties: { ...properties, DefinitionString: { 'Fn::Sub': [text, substitutions] } },
  };
}

function withCode(resource: ResourceJson, files: Files): ResourceJson {
  const { Code: code, ...properties } = resource.Properties ?? {};
  if (resource.Type !== 'AWS::Lambda::Function' || code === undefined) return resource;
  const { S3Bucket: bucket, S3Key: key } = code as Json;
  const file = files.get(placeOf(nameOf(bucket), key));
  if (file === undefined) return resource;
  return {
    ...resource,
    Properties: { ...properties, Code: { ...(code as Json), S3Key: `published as ${file.of}` } },
  };
}

/** A bucket's name as the manifest of published files has it. */
function nameOf(bucket: unknown): unknown {
  return typeof bucket === 'object' && bucket !== null ? (bucket as Json)['Fn::Sub'] : bucket;
}

function mapped<T>(from: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(from).map(([key, value]) => [key, change(value)]));
}
