const refusal = (description: string): object => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/TokenRefusal' } } },
})

/** What the token endpoint takes and gives (RFC 6749, RFC 7523). */
export const tokenSchemas = {
  TokenRequest: {
    type: 'object',
    required: ['grant_type', 'client_assertion_type', 'client_assertion'],
    properties: {
      grant_type: { type: 'string', enum: ['client_credentials'] },
      client_assertion_type: { type: 'string', enum: ['urn:ietf:params:oauth:client-assertion-type:jwt-bearer'] },
      client_assertion: {
        type: 'string',
        description:
          "A JWT that the agency's key has signed: kid in its header; iss and sub the agency's id, aud <origin>/oauth, jti new each time, exp at most five minutes from now",
      },
    },
  },
  Token: {
    type: 'object',
    required: ['access_token', 'expires_in', 'token_type'],
    properties: {
      access_token: { type: 'string' },
      expires_in: { type: 'integer', description: 'Seconds' },
      token_type: { type: 'string', enum: ['Bearer'] },
    },
  },
  TokenRefusal: { type: 'object', required: ['error'], properties: { error: { type: 'string' }, error_description: { type: 'string' } } },
} as const

export const tokenPaths = {
  '/oauth/token': {
    post: {
      operationId: 'issueToken',
      tags: ['publish'],
      security: [],
      summary: "Sign an agency's system in: an access token of five minutes",
      requestBody: {
        required: true,
        content: { 'application/x-www-form-urlencoded': { schema: { $ref: '#/components/schemas/TokenRequest' } } },
      },
      responses: {
        200: {
          description: 'The token, for the header Authorization: Bearer',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Token' } } },
        },
        400: refusal('The request is not as it must be'),
        401: refusal('Whatever is wrong with the assertion: invalid_client'),
        429: { $ref: '#/components/responses/Problem429' },
      },
    },
  },
} as const
