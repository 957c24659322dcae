import type { FetchedProject, FetchedUser } from '../index.ts';

export const USER: FetchedUser = {
  id: 'user-1',
  email: 'a@example.com',
  createdAt: '2026-01-01',
  gravatarHash: 'left-out',
  firstName: 'A',
  lastName: 'B',
  language: 'de',
  timeZone: 'Europe/Berlin',
  businessRole: 'Developer',
  idTokenUserInfo: { iss: 'https://idp.example.com', sub: 's', additionalClaims: '{"team":["blue"]}' },
};

export const PROJECT: FetchedProject = {
  key: 'my-project',
  version: 3,
  name: 'My project',
  countries: ['DE'],
  currencies: ['EUR'],
  languages: ['de', 'en'],
  owner: { id: 'owner-1', name: 'Owner' },
  isProductionProject: false,
  expiry: { isActive: true },
  allAppliedPermissions: [
    { name: 'canViewOrders', value: true },
    { name: 'canManageOrders', value: false },
  ],
  allAppliedActionRights: [
    { group: 'orders', name: 'canEditPrices', value: true },
    { group: 'constructor', name: 'canBuild', value: true },
  ],
  allAppliedDataFences: [
    { type: 'store', group: 'orders', name: 'canViewOrders', value: 'usa' },
    { type: 'store', group: 'orders', name: 'canViewOrders', value: 'germany' },
    { type: 'store', group: 'orders', name: 'canManageOrders', value: 'usa' },
    { type: 'other', group: 'orders', name: 'canViewOrders', value: 'left-out' },
  ],
};
