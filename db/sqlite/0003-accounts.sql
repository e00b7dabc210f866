-- Accounts with their tokens, the sessions that they open, and the keys under which cookies and tickets are protected.

CREATE TABLE "Account" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Account" PRIMARY KEY,
    "UserName" TEXT NOT NULL,
    "NormalizedUserName" TEXT NOT NULL,
    "PasswordHash" TEXT NOT NULL,
    "SecurityStamp" TEXT NOT NULL,
    "ConcurrencyStamp" TEXT NOT NULL,
    "TwoFactorEnabled" INTEGER NOT NULL,
    "LockoutEnd" TEXT NULL,
    "AccessFailedCount" INTEGER NOT NULL,
    "LastCodeStep" INTEGER NOT NULL,
    "MustChangePassword" INTEGER NOT NULL,
    "ClosedAt" TEXT NULL
);

CREATE UNIQUE INDEX "IX_Account_NormalizedUserName" ON "Account" ("NormalizedUserName");

-- An authenticator's key and the recovery codes, sealed.
CREATE TABLE "AccountToken" (
    "UserId" BLOB NOT NULL,
    "LoginProvider" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Value" TEXT NULL,
    CONSTRAINT "PK_AccountToken" PRIMARY KEY ("UserId", "LoginProvider", "Name"),
    CONSTRAINT "FK_AccountToken_Account_UserId" FOREIGN KEY ("UserId") REFERENCES "Account" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "DataProtectionKey" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_DataProtectionKey" PRIMARY KEY AUTOINCREMENT,
    "Name" TEXT NOT NULL,
    "Sealed" BLOB NOT NULL
);

CREATE TABLE "Session" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Session" PRIMARY KEY,
    "StaffId" BLOB NOT NULL,
    "Door" INTEGER NOT NULL,
    "StartedAt" TEXT NOT NULL,
    "LastSeenAt" TEXT NOT NULL,
    "EndsAt" TEXT NOT NULL,
    "EndedAt" TEXT NULL,
    "EndedBy" INTEGER NULL,
    "UserAgent" TEXT NULL,
    "Address" TEXT NULL,
    "RefreshSerial" INTEGER NOT NULL,
    CONSTRAINT "FK_Session_Account_StaffId" FOREIGN KEY ("StaffId") REFERENCES "Account" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_Session_StaffId_EndsAt" ON "Session" ("StaffId", "EndsAt");
