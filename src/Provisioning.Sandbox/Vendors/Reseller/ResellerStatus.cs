namespace Provisioning.Sandbox.Vendors.Reseller;

/// <summary>The documented status codes of the calls.</summary>
internal enum ResellerStatus
{
    Ok = 0,
    MissingParameter = 1,
    InvalidValue = 2,
    AuthenticationFailed = 3,
    AccountBlocked = 4,
    UserDoesNotExist = 200,
    UsernameTaken = 201,
    CustomerDoesNotExist = 300,
    CustomerNameTaken = 301,
    InsufficientCredits = 320,
    ResellerDoesNotExist = 400,
    NoRightsToCustomer = 420,
    PostPaidCustomer = 421,
}
