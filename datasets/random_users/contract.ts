import { defineDataset, type ColumnContract } from '../../core/contracts';

const text = (from: ColumnContract['from'], description: string, required = false): ColumnContract => ({
  type: 'string',
  sensitivity: 'personal',
  from,
  description,
  ...(required && { required }),
});

/**
 * Made-up people, as randomuser.me tells them in its versions 1.2 to 1.4. Personal throughout, as if they were real.
 * Passwords and what is made of them are columns of nothing.
 *
 * @see https://randomuser.me/documentation
 */
export const randomUsers = defineDataset({
  name: 'random_users',
  version: '1.0.0',
  description: 'Made-up people: one row each, the latest version.',
  domain: 'people',
  owner: 'samples',
  key: ['user_id'],
  columns: {
    user_id: text('$.login.uuid', 'UUID of the login', true),
    title: text('$.name.title', 'How the person is addressed'),
    first_name: text('$.name.first', 'First name', true),
    last_name: text('$.name.last', 'Last name', true),
    gender: text('$.gender', 'female or male'),
    // One text up to 1.2, number and name since 1.3.
    street: text(
      {
        sql: ({ scalar }) =>
          `coalesce(${scalar('$.location.street')}, concat_ws(' ', ${scalar('$.location.street.number')}, ${scalar('$.location.street.name')}))`,
      },
      'Street and number',
    ),
    city: text('$.location.city', 'City'),
    state: text('$.location.state', 'State or region'),
    country: text('$.location.country', 'Country; since version 1.3'),
    postcode: text('$.location.postcode', 'Postcode, which is a number for some countries'),
    latitude: {
      type: 'double',
      sensitivity: 'personal',
      from: '$.location.coordinates.latitude',
      description: 'Degrees north',
    },
    longitude: {
      type: 'double',
      sensitivity: 'personal',
      from: '$.location.coordinates.longitude',
      description: 'Degrees east',
    },
    timezone_offset: text('$.location.timezone.offset', 'Offset from UTC, such as +3:30'),
    email: text('$.email', 'E-mail address'),
    username: text('$.login.username', 'Name of the login'),
    born_at: {
      type: 'timestamp',
      sensitivity: 'personal',
      from: '$.dob.date',
      description: 'Date of birth, UTC',
    },
    age: { type: 'int', sensitivity: 'personal', from: '$.dob.age', description: 'Age when asked, years' },
    registered_at: {
      type: 'timestamp',
      sensitivity: 'personal',
      from: '$.registered.date',
      description: 'When the person registered, UTC',
    },
    phone: text('$.phone', 'Telephone number'),
    cell: text('$.cell', 'Number of the mobile telephone'),
    national_id_kind: text(
      { sql: ({ scalar }) => `nullif(${scalar('$.id.name')}, '')` },
      'What kind of identifier',
    ),
    national_id: text('$.id.value', 'Identifier that the country gives'),
    picture_url: text('$.picture.large', 'Where a picture is'),
    nationality: text('$.nat', 'Country code of the nationality'),
  },
});
